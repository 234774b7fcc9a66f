import { ok, type Result, refuse } from '../runtime/result.ts'
import type { FileKind } from './columns.ts'
import type { ParseContext } from './context.ts'
import {
  type CappedList,
  faultList,
  faultOf,
  type Refusal,
  refusalOf,
  shownName,
  type Warning,
  warningList,
  warningOf,
} from './faults.ts'
import {
  type ColumnNames,
  columnNames,
  findHeader,
  type Header,
  headerAgain,
  headerFaults,
  isFullTitle,
} from './headers.ts'
import { type Required, requiredColumns } from './required.ts'
import type { Table, TableRow } from './table.ts'
import { isTotalRow } from './totals.ts'

/** A table whose header is understood. */
export interface Sheet {
  readonly header: Header
  /** Below the header; totals and repeated headers left out. */
  readonly rows: Table
  /** As written; columns that the leg does not read. */
  readonly ignoredColumns: readonly string[]
  readonly warnings: CappedList<Warning>
}

/** What every accepted file answers beside its rows. */
export interface Receipt {
  /** Rows below the header, quarantined ones included. */
  readonly rowCount: number
  readonly warnings: readonly Warning[]
  readonly ignoredColumns: readonly string[]
}

/** A file's rows; a certificate feed has no such limit. */
export const MAX_ROWS = 1_000_000

/** Refused with `missing-column`, `duplicate-column`, `second-header` or `too-many-rows`. */
export function readSheet(table: Table, kind: FileKind, context: ParseContext): Result<Sheet, Refusal> {
  const names = columnNames(kind, context.aliases)
  const required = requiredColumns(kind, context)
  const header = findHeader(table, names, required)
  const faults = headerFaults(header, required, names, context.aliases)
  if (faults.length > 0) return refuse({ faults })
  const warnings = warningList()
  for (const { row } of titlesOf(table, header)) warnings.add(() => warningOf('title-row', { row }))
  const rows = rowsBelow(table, { header, names, required, kind }, warnings)
  if (!rows.ok) return rows
  if (kind !== 'certificates' && rows.value.length > MAX_ROWS) {
    return refuse(refusalOf('too-many-rows', { hint: MAX_ROWS.toLocaleString('en-IN') }))
  }
  return ok({ header, rows: rows.value, ignoredColumns: header.unknown.map(shownName), warnings })
}

export function receiptOf({ rows, warnings, ignoredColumns }: Sheet): Receipt {
  return { rowCount: rows.length, warnings: warnings.list(), ignoredColumns }
}

/** Rows above the header that have the look of data. */
function titlesOf(table: Table, header: Header): Table {
  const above = table.slice(
    0,
    table.findIndex(({ row }) => row === header.row),
  )
  return above.filter((row) => isFullTitle(row, header))
}

interface Below {
  readonly header: Header
  readonly names: ColumnNames
  readonly required: readonly Required[]
  readonly kind: FileKind
}

/** The rows of the table itself; what is below another header would be read under the wrong columns. */
function rowsBelow(
  table: Table,
  { header, names, required, kind }: Below,
  warnings: CappedList<Warning>,
): Result<Table, Refusal> {
  const rows: TableRow[] = []
  const faults = faultList()
  for (const tableRow of table) {
    const { row } = tableRow
    if (row <= header.row) continue
    const again = headerAgain(tableRow, header, names, required)
    if (again === 'another') faults.add(() => faultOf('second-header', { row, hint: String(header.row) }))
    else if (again === 'same') warnings.add(() => warningOf('repeated-header', { row }))
    else if (isTotalRow(tableRow, header.columns, kind)) warnings.add(() => warningOf('total-row', { row }))
    else rows.push(tableRow)
  }
  return faults.count > 0 ? refuse({ faults: faults.list() }) : ok(rows)
}
