import { ok, type Result, refuse } from '../../runtime/result.ts'
import type { ParseContext } from '../context.ts'
import { UnreadableRecord } from '../csv-records.ts'
import { beginsAsJson } from '../divoc/records.ts'
import { type Refusal, refusalOf } from '../faults.ts'
import { startKind } from '../file-kind.ts'
import { RecordCutter } from '../record-cutter.ts'
import { BLANK, separatorOf, tableOf, unreadableRow } from '../table.ts'
import type { FeedForms, FeedReading, FeedSink } from './feed-reader.ts'
import { readJson } from './json-run.ts'
import { Refused } from './refused.ts'
import { recognisedBy, TableRun } from './table-run.ts'
import { textPieces } from './text-pieces.ts'
import { readWorkbookFeed } from './workbook-run.ts'

/** A file: all its bytes, or pieces of them in their order. */
export type FileBytes = Uint8Array | AsyncIterable<Uint8Array>

/** Bytes by which it is told what a file is. */
const START_BYTES = 65_536
const LF = 10
const CR = 13

/**
 * Reads a feed of any size, in memory that does not grow with it: what it says goes to `sink` batch by batch. Refused
 * as a whole where it is no table, lacks a required column, is of another centre or date, or was cut off on its way;
 * what the sink took until then is void.
 */
export async function readFeed<T>(
  file: FileBytes,
  forms: FeedForms<T>,
  context: ParseContext,
  sink: FeedSink<T>,
): Promise<Result<FeedReading, Refusal>> {
  try {
    const begun = await begin(within(context.maxBytes ?? forms.maxBytes, piecesOf(file)))
    return ok(await readBegun(begun, forms, context, sink))
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal)
    if (error instanceof UnreadableRecord) return refuse(unreadableRow(error))
    throw error
  }
}

/** The first bytes of a file, and all that follow them. */
interface Begun {
  readonly start: Buffer
  readonly rest: AsyncIterable<Uint8Array>
}

async function readBegun<T>(
  begun: Begun,
  forms: FeedForms<T>,
  context: ParseContext,
  sink: FeedSink<T>,
): Promise<FeedReading> {
  const kind = startKind(begun.start)
  if (kind === 'container') return readWorkbookFeed(wholeOf(begun), forms, context, sink)
  if (forms.json && beginsAsJson(begun.start)) return readJson(wholeOf(begun), forms.json(context), sink)
  if (kind === 'text') return readText(begun, forms, context, sink)
  throw new Refused(refusalOf(kind === 'json' ? 'not-a-table' : kind))
}

async function readText<T>(
  { start, rest }: Begun,
  forms: FeedForms<T>,
  context: ParseContext,
  sink: FeedSink<T>,
): Promise<FeedReading> {
  const run = new TableRun(forms, context, sink)
  let cutter: RecordCutter | null = null
  let rowsBefore = 0
  let endsWithLineEnd = true
  for await (const { bytes, isLast } of textPieces(start, rest)) {
    cutter ??= new RecordCutter(separatorIn(bytes, forms, context))
    const { records, broken } = cutter.cut(bytes, isLast)
    await run.take(tableOf(records, broken, rowsBefore))
    rowsBefore += records.length
    if (bytes.length > 0) endsWithLineEnd = bytes.at(-1) === LF || bytes.at(-1) === CR
  }
  return run.end(!endsWithLineEnd)
}

function separatorIn(bytes: Buffer, forms: FeedForms<unknown>, context: ParseContext): string {
  const text = bytes.toString('utf8', 0, START_BYTES)
  const separator = separatorOf(text, (head) => recognisedBy(head, forms, context))
  if (separator) return separator
  throw new Refused(refusalOf(BLANK.test(text) ? 'empty-file' : 'not-a-table'))
}

async function begin(pieces: AsyncIterable<Uint8Array>): Promise<Begun> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let size = 0
  while (size < START_BYTES) {
    const { done, value } = await iterator.next()
    if (done) break
    first.push(value)
    size += value.length
  }
  if (size === 0) throw new Refused(refusalOf('empty-file'))
  return { start: Buffer.concat(first), rest: { [Symbol.asyncIterator]: () => iterator } }
}

async function* wholeOf({ start, rest }: Begun): AsyncGenerator<Uint8Array, void> {
  yield start
  yield* rest
}

async function* piecesOf(file: FileBytes): AsyncGenerator<Uint8Array, void> {
  if (file instanceof Uint8Array) yield file
  else yield* file
}

async function* within(
  maxBytes: number,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > maxBytes) throw new Refused(refusalOf('too-large', { details: { bytes: maxBytes } }))
    yield piece
  }
}
