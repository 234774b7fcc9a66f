import { CsvError, parse } from 'csv-parse/sync'
import {
  assureWidths,
  type CsvOptions,
  type CsvRecords,
  csvOptions,
  hasLineEnd,
  hasSwallowedRow,
  UnreadableRecord,
  unreadable,
} from './csv-records.ts'
import { MAX_ROW_BYTES } from './limits.ts'

const LF = 10
const CR = 13
const QUOTE = 34
/** Rows with a broken mark: each takes a thousand times as long as another, and so many are no slips any more. */
const MOST_BROKEN = 10_000
const NONE: ReadonlySet<number> = new Set()

/** Every row of a whole text, as `RecordCutter` cuts them. */
export function mendedRecords(text: string, separator: string): CsvRecords {
  return new RecordCutter(separator).cut(Buffer.from(text), true)
}

/**
 * Cuts rows out of text (UTF-8) that comes in pieces, whatever its quotation marks: a mark inside a text is taken as
 * written. A row whose mark is never closed, or closed only in a row below, is marked as broken and ends with its
 * line, so that it hides no other. Throws an UnreadableRecord for a row that is past the limits.
 */
export class RecordCutter {
  readonly #separator: string
  #carry: Buffer = Buffer.alloc(0)
  #cut = 0
  #broken = 0

  constructor(separator: string) {
    this.#separator = separator
  }

  /** The rows that are complete with this piece; with the last one, all that are left. */
  cut(piece: Buffer, isLast = false): CsvRecords {
    const bytes = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece])
    const cut = bytes.includes(QUOTE) ? this.#cutQuoted(bytes, isLast) : this.#cutPlain(bytes, isLast)
    this.#carry = bytes.subarray(cut.end)
    assureWidths(cut.records, this.#cut)
    this.#cut += cut.records.length
    if (this.#carry.length > MAX_ROW_BYTES) throw new UnreadableRecord(this.#cut, 'row-too-long')
    return cut
  }

  /** Without quotation marks every line end ends a row. */
  #cutPlain(bytes: Buffer, isLast: boolean): Cut {
    const end = isLast ? bytes.length : lastLineEnd(bytes)
    const options = { ...csvOptions(this.#separator), trim: false }
    return { records: this.#parsed(bytes.subarray(0, end), options), broken: NONE, end }
  }

  #cutQuoted(bytes: Buffer, isLast: boolean): Cut {
    const trim = bytes.includes(' "') || bytes.includes('" ')
    const piece = { bytes, isLast, options: { ...csvOptions(this.#separator), trim } }
    const records: (readonly string[])[] = []
    const broken = new Set<number>()
    let at = 0
    while (at < bytes.length) {
      const stop = appendNext(piece, at, records)
      at = stop.at
      if (stop.why === 'end') break
      if (stop.why === 'odd') continue
      const line = lineAt(bytes, at, isLast)
      // Its mark may yet be closed, or its line end, in the next piece.
      if (line === null || (!isLast && stop.why === 'open' && bytes.length - at <= MAX_ROW_BYTES)) break
      if (line.next - at > MAX_ROW_BYTES)
        throw new UnreadableRecord(this.#cut + records.length, 'row-too-long')
      broken.add(records.length)
      if (++this.#broken > MOST_BROKEN) throw new UnreadableRecord(this.#cut + records.length, 'broken-quote')
      records.push(line.text.replaceAll('"', '').split(this.#separator))
      at = line.next
    }
    return { records, broken, end: at }
  }

  #parsed(bytes: Buffer, options: ReturnType<typeof csvOptions>): string[][] {
    try {
      return parse(bytes, options)
    } catch (error) {
      throw unreadable(error, this.#cut)
    }
  }
}

interface Cut extends CsvRecords {
  /** The byte after the last row. */
  readonly end: number
}

interface Piece {
  readonly bytes: Buffer
  readonly isLast: boolean
  readonly options: CsvOptions
}

interface Stop {
  readonly at: number
  /**
   * Nothing more to tell; a mark that is open at the end of the piece; a row that is broken for certain; after a row
   * that could only be read by itself.
   */
  readonly why: 'end' | 'open' | 'broken' | 'odd'
}

/** Thrown out of the parser to end it at a row. */
class Broken extends Error {}
class Enough extends Error {}

/**
 * As `appendGood`. A mark with letters behind it is an error to the parser where blanks beside marks are forgiven, and
 * taken as written where they are not: such a row is read by itself.
 */
function appendNext(piece: Piece, from: number, records: (readonly string[])[]): Stop {
  const stop = appendGood(piece, from, records)
  if (stop.why !== 'broken' || !piece.options.trim) return stop
  return appendGood({ ...piece, options: { ...piece.options, trim: false } }, stop.at, records, 1)
}

/**
 * Adds the rows from one byte on up to the first broken one. In a piece that others follow the very last row is left
 * for the next, as it may go on there.
 */
function appendGood(
  { bytes, isLast, options }: Piece,
  from: number,
  records: (readonly string[])[],
  most = Number.POSITIVE_INFINITY,
): Stop {
  const full = records.length + most
  let end = from
  let before = from
  const on_record = (record: string[], { bytes: read }: { readonly bytes: number }): null => {
    const isComplete = isLast || from + read < bytes.length
    if (isComplete && isSuspect(record, bytes.subarray(end, from + read), options)) throw new Broken()
    records.push(record)
    before = end
    end = from + read
    if (isComplete && records.length >= full) throw new Enough()
    return null
  }
  try {
    parse(bytes.subarray(from), { ...options, relax_quotes: true, on_record })
  } catch (error) {
    if (error instanceof Enough) return { at: end, why: 'odd' }
    if (error instanceof Broken) return { at: end, why: 'broken' }
    if (!(error instanceof CsvError)) throw error
    return { at: end, why: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'broken' }
  }
  if (isLast || end === from) return { at: end, why: 'end' }
  records.pop()
  return { at: before, why: 'end' }
}

/** Whether a row may hold another one: its mark was closed too far below, or not where a strict reader closes it. */
function isSuspect(record: readonly string[], bytes: Buffer, options: CsvOptions): boolean {
  if (hasSwallowedRow(record, options.delimiter)) return true
  return record.some(isLeftOpen) && !isStrict(bytes, options)
}

function isStrict(bytes: Buffer, options: CsvOptions): boolean {
  try {
    parse(bytes, options)
    return true
  } catch (error) {
    if (error instanceof CsvError) return false
    throw error
  }
}

/** Where the last line of a piece begins; a CR at the very end may be half of a line end. */
function lastLineEnd(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(LF), bytes.subarray(0, -1).lastIndexOf(CR)) + 1
}

/** Null where the line has no end, or half of one, in a piece that others follow. */
function lineAt(
  bytes: Buffer,
  from: number,
  isLast: boolean,
): { readonly text: string; readonly next: number } | null {
  let end = from
  while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++
  if (!isLast && end >= bytes.length - 1) return null
  const next = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1
  return { text: bytes.toString('utf8', from, end), next: Math.min(next, bytes.length) }
}

/** Read without strictness, a cell keeps the mark that opened it where the one that closes it stands inside a text. */
function isLeftOpen(cell: string): boolean {
  return cell.startsWith('"') && hasLineEnd(cell)
}
