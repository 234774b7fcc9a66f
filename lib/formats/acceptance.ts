import { ok, type Result, refuse } from '../runtime/result.ts'
import type { ParseContext } from './context.ts'
import { faultList, type Refusal, refusalOf } from './faults.ts'
import { RowReader } from './row-reader.ts'
import type { Sheet } from './sheet.ts'

/** A sheet is accepted whole or refused whole, with every fault of every row; `no-rows` where it has none. */
export function readWhole<T>(
  sheet: Sheet,
  context: ParseContext,
  read: (row: RowReader) => T,
): Result<readonly T[], Refusal> {
  if (sheet.rows.length === 0) return refuse(refusalOf('no-rows', { row: sheet.header.row }))
  // A centre writes its own clock: only a registry's `Z` may be mislabelled.
  const row = new RowReader(sheet, { ...context, zMeans: 'utc' })
  const faults = faultList()
  const values: T[] = []
  for (const tableRow of sheet.rows) {
    row.begin(tableRow)
    if (row.faults.length === 0) values.push(read(row))
    for (const fault of row.faults) faults.add(() => fault)
  }
  return faults.count > 0 ? refuse({ faults: faults.list() }) : ok(values)
}
