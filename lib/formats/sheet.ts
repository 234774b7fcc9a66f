import { ok, type Result, refuse } from '../runtime/result.ts'
import type { FileKind } from './columns.ts'
import type { ParseContext } from './context.ts'
import {
  type CappedList,
  type Refusal,
  refusalOf,
  shownName,
  type Warning,
  warningList,
  warningOf,
} from './faults.ts'
import { columnNames, findHeader, type Header, headerFaults, type Required } from './headers.ts'
import type { Table, TableRow } from './table.ts'

/** A table whose header is understood. */
export interface Sheet {
  readonly header: Header
  /** Below the header, totals left out. */
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

const TOTAL =
  /^(?:(?:grand|sub)[\s-]*)?totals?(?:\s+tokens)?\s*[:=-]?\s*[\d,]*$|^(?:एकूण|कुल)(?:\s*(?:टोकन|योग|बेरीज))?\s*[:=-]?\s*[\d०-९,]*$/i

/** Refused with `missing-column`, `duplicate-column` or `too-many-rows`. */
export function readSheet(
  table: Table,
  kind: FileKind,
  required: readonly Required[],
  context: ParseContext,
): Result<Sheet, Refusal> {
  const names = columnNames(kind, context.aliases)
  const header = findHeader(table, names)
  const faults = headerFaults(header, required, names, context.aliases)
  if (faults.length > 0) return refuse({ faults })
  const warnings = warningList()
  const rows = table.filter((row) => row.row > header.row && !isTotal(row, warnings))
  if (kind !== 'certificates' && rows.length > MAX_ROWS) {
    return refuse(refusalOf('too-many-rows', { hint: MAX_ROWS.toLocaleString('en-IN') }))
  }
  return ok({ header, rows, ignoredColumns: header.unknown.map(shownName), warnings })
}

export function receiptOf({ rows, warnings, ignoredColumns }: Sheet): Receipt {
  return { rowCount: rows.length, warnings: warnings.list(), ignoredColumns }
}

function isTotal({ row, cells }: TableRow, warnings: CappedList<Warning>): boolean {
  const first = cells.find((cell) => cell !== '') ?? ''
  if (!TOTAL.test(first)) return false
  warnings.add(() => warningOf('total-row', { row }))
  return true
}
