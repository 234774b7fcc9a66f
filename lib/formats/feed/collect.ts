import type { Quarantined } from '../../domain/report.ts'
import { ok, type Result } from '../../runtime/result.ts'
import type { ParseContext } from '../context.ts'
import type { Refusal } from '../faults.ts'
import type { Receipt } from '../sheet.ts'
import type { FeedForms } from './feed-reader.ts'
import { type FileBytes, readFeed } from './read-feed.ts'

/** Everything that a feed says, in its order. */
export interface Collected<T> extends Receipt {
  readonly rows: readonly T[]
  readonly quarantined: readonly Quarantined[]
}

/** Reads a whole feed into memory. */
export async function collect<T>(
  file: FileBytes,
  forms: FeedForms<T>,
  context: ParseContext,
): Promise<Result<Collected<T>, Refusal>> {
  const rows: T[] = []
  const quarantined: Quarantined[] = []
  const reading = await readFeed(file, forms, context, {
    rows: (batch) => {
      for (const row of batch) rows.push(row)
    },
    quarantined: (batch) => {
      for (const { row, reason } of batch) quarantined.push({ file: context.file ?? '', row, reason })
    },
  })
  if (!reading.ok) return reading
  const { rowCount, warnings, ignoredColumns } = reading.value
  return ok({ rowCount, warnings, ignoredColumns, rows, quarantined })
}
