import { ok, type Result, refuse } from '../runtime/result.ts'
import type { FileKind } from './columns.ts'
import type { ParseContext } from './context.ts'
import {
  type CappedList,
  type Fault,
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

/** A file's rows; a feed has no such limit. */
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
  const rows = rowsBelow(table, { header, names, required, kind, warnings, faults: faultList() })
  if (!rows.ok) return rows
  if (rows.value.length > MAX_ROWS) {
    return refuse(refusalOf('too-many-rows', { details: { limit: MAX_ROWS } }))
  }
  return ok({ header, rows: rows.value, ignoredColumns: header.unknown.map(shownName), warnings })
}

export function receiptOf({ rows, warnings, ignoredColumns }: Sheet): Receipt {
  return { rowCount: rows.length, warnings: warnings.list(), ignoredColumns }
}

/** Rows above the header that have the look of data. */
export function titlesOf(table: Table, header: Header): Table {
  const above = table.slice(
    0,
    table.findIndex(({ row }) => row === header.row),
  )
  return above.filter((row) => isFullTitle(row, header))
}

export interface Below {
  readonly header: Header
  readonly names: ColumnNames
  readonly required: readonly Required[]
  readonly kind: FileKind
  readonly warnings: CappedList<Warning>
  readonly faults: CappedList<Fault>
}

/** Whether a row is one of the table itself: none above or in the header, no total, no header again. */
export function isOwnRow(
  tableRow: TableRow,
  { header, names, required, kind, warnings, faults }: Below,
): boolean {
  const { row } = tableRow
  if (row <= header.row) return false
  const again = headerAgain(tableRow, header, names, required)
  // What is below another header would be read under the wrong columns.
  if (again === 'another')
    faults.add(() => faultOf('second-header', { row, details: { headerRow: header.row } }))
  else if (again === 'same') warnings.add(() => warningOf('repeated-header', { row }))
  else if (isTotalRow(tableRow, header.columns, kind)) warnings.add(() => warningOf('total-row', { row }))
  else return true
  return false
}

function rowsBelow(table: Table, below: Below): Result<Table, Refusal> {
  const rows = table.filter((row) => isOwnRow(row, below))
  return below.faults.count > 0 ? refuse({ faults: below.faults.list() }) : ok(rows)
}
