import type { Quarantined } from '../domain/report.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { ParseContext } from './context.ts'
import { type FaultCode, faultList, type Refusal, refusalOf } from './faults.ts'
import { RowReader } from './row-reader.ts'
import type { Sheet } from './sheet.ts'

/** Rows that a feed gave, and those it gave in vain. */
export interface Feed<T> {
  readonly rows: readonly T[]
  /** Row number and reason only: what a bad row says is in the raw file and nowhere else. */
  readonly quarantined: readonly Quarantined[]
}

// Such rows say that the whole file went to the wrong place, or names a place that nobody has.
const REFUSE_A_FEED: ReadonlySet<FaultCode> = new Set(['other-centre', 'other-date', 'unknown-centre'])

/** A sheet is accepted whole or refused whole, with every fault of every row; `no-rows` where it has none. */
export function readWhole<T>(
  sheet: Sheet,
  context: ParseContext,
  read: (row: RowReader) => T,
): Result<readonly T[], Refusal> {
  if (sheet.rows.length === 0) return refuse(refusalOf('no-rows', { row: sheet.header.row }))
  const row = new RowReader(sheet, context)
  const faults = faultList()
  const values: T[] = []
  for (const tableRow of sheet.rows) {
    row.begin(tableRow)
    if (row.faults.length === 0) values.push(read(row))
    for (const fault of row.faults) faults.add(() => fault)
  }
  return faults.count > 0 ? refuse({ faults: faults.list() }) : ok(values)
}

/** A feed keeps its good rows; a bad one is quarantined under the first of its reasons. */
export function readFeed<T>(
  sheet: Sheet,
  context: ParseContext,
  read: (row: RowReader) => T,
): Result<Feed<T>, Refusal> {
  const row = new RowReader(sheet, context)
  const faults = faultList()
  const rows: T[] = []
  const quarantined: Quarantined[] = []
  for (const tableRow of sheet.rows) {
    row.begin(tableRow)
    row.faultUnreadable()
    const value = row.faults.length === 0 ? read(row) : null
    const refusing = row.faults.filter(({ reason }) => REFUSE_A_FEED.has(reason))
    for (const fault of refusing) faults.add(() => fault)
    const [first] = row.faults
    if (first) quarantined.push({ file: context.file ?? '', row: row.row, reason: first.reason })
    else if (value !== null) rows.push(value)
  }
  return faults.count > 0 ? refuse({ faults: faults.list() }) : ok({ rows, quarantined })
}
