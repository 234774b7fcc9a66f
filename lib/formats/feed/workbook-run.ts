import type { ParseContext } from '../context.ts'
import { refusalOf } from '../faults.ts'
import { contentKind } from '../file-kind.ts'
import { MAX_WORKBOOK_BYTES } from '../limits.ts'
import { readWorkbook } from '../xlsx/read-workbook.ts'
import { searchFor } from '../xlsx/search.ts'
import type { FeedForms, FeedReading, FeedSink } from './feed-reader.ts'
import { Refused } from './refused.ts'
import { TableRun } from './table-run.ts'

const BATCH = 5000

/**
 * Reads a feed that came as a workbook, whose rows go the way of any table's. A container must be had whole before
 * anything in it can be found. Throws Refused for what is in it but a workbook.
 */
export async function readWorkbookFeed<T>(
  pieces: AsyncIterable<Uint8Array>,
  forms: FeedForms<T>,
  context: ParseContext,
  sink: FeedSink<T>,
): Promise<FeedReading> {
  const bytes = await wholeOf(pieces)
  const kind = contentKind(bytes)
  if (kind !== 'workbook')
    throw new Refused(refusalOf(kind === 'text' || kind === 'json' ? 'not-text' : kind))
  const kinds = forms.tables.map((table) => table.kind)
  const table = await readWorkbook(bytes, searchFor(kinds, context), { maxBytes: context.maxBytes })
  if (!table.ok) throw new Refused(table.refusal)
  const run = new TableRun(forms, context, sink)
  for (let at = 0; at < table.value.length; at += BATCH) await run.take(table.value.slice(at, at + BATCH))
  return run.end(false)
}

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const gathered: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > MAX_WORKBOOK_BYTES) {
      throw new Refused(refusalOf('too-large', { details: { bytes: MAX_WORKBOOK_BYTES } }))
    }
    gathered.push(piece)
  }
  return Buffer.concat(gathered)
}
