import { CsvError, parse } from 'csv-parse/sync'
import { asciiDigits, cleanCell } from './characters.ts'
import { readDate } from './dates.ts'

/** The rows of CSV text as cells; `broken` names by index those whose quotation marks nobody can be sure of. */
export interface CsvRecords {
  readonly records: readonly (readonly string[])[]
  readonly broken: ReadonlySet<number>
}

/** A quotation mark of the row at `index` (0 first) is not closed, or stands where none may. */
export class BrokenRecord extends Error {
  readonly index: number

  constructor(index: number) {
    super('a quotation mark is broken')
    this.index = index
  }
}

const LINE_ENDS = ['\r\n', '\n', '\r']
// Blanks between a separator and a quote are forgiven, at a third of the speed, only in files that have some.
const BLANK_BESIDE_QUOTE = / "|" /
const LINE_END = /\r\n|\n|\r/
const LF = 10
const CR = 13
const USUAL_REF = /^\d{14}$/

export function csvOptions(delimiter: string) {
  return { delimiter, bom: true, relax_column_count: true, record_delimiter: LINE_ENDS }
}

/** Every row, or a BrokenRecord thrown for the first that cannot be told from the next. */
export function strictRecords(text: string, separator: string): CsvRecords {
  const records = parsed(text, separator)
  if (text.includes('"')) {
    const index = records.findIndex((record) => hasSwallowedRow(record, separator))
    if (index >= 0) throw new BrokenRecord(index)
  }
  return { records, broken: new Set() }
}

/**
 * Every row, whatever its quotation marks: a mark inside a text is taken as written. A row whose mark is never
 * closed, or closed only in a row below, is marked as broken and ends with its line, so that it hides no other.
 */
export function mendedRecords(text: string, separator: string): CsvRecords {
  const bytes = Buffer.from(text)
  const options = { ...csvOptions(separator), trim: BLANK_BESIDE_QUOTE.test(text), relax_quotes: true }
  const records: (readonly string[])[] = []
  const broken = new Set<number>()
  for (let at = 0; at < bytes.length; ) {
    at = appendGood(bytes, at, options, records)
    if (at >= bytes.length) break
    const { line, next } = lineAt(bytes, at)
    broken.add(records.length)
    records.push(line.toString().replaceAll('"', '').split(separator))
    at = next
  }
  return { records, broken }
}

type Options = ReturnType<typeof csvOptions> & { readonly trim: boolean; readonly relax_quotes: boolean }

function parsed(text: string, separator: string): readonly (readonly string[])[] {
  try {
    return parse(text, { ...csvOptions(separator), trim: BLANK_BESIDE_QUOTE.test(text) })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new BrokenRecord(Number(error.records ?? 0))
  }
}

/** Adds the rows from one byte on up to the first broken one, and answers the byte where that begins. */
function appendGood(bytes: Buffer, from: number, options: Options, records: (readonly string[])[]): number {
  let end = 0
  const on_record = (record: string[], { bytes: read }: { readonly bytes: number }): null => {
    if (hasSwallowedRow(record, options.delimiter) || record.some(isLeftOpen))
      throw new BrokenRecord(records.length)
    records.push(record)
    end = read
    return null
  }
  try {
    parse(bytes.subarray(from), { ...options, on_record })
    return bytes.length
  } catch (error) {
    if (!(error instanceof CsvError) && !(error instanceof BrokenRecord)) throw error
    return from + end
  }
}

function lineAt(bytes: Buffer, from: number): { readonly line: Buffer; readonly next: number } {
  let end = from
  while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++
  const next = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1
  return { line: bytes.subarray(from, end), next }
}

/** A cell may have several lines; one with what every row has, in a cell of its own, was closed too far below. */
function hasSwallowedRow(record: readonly string[], separator: string): boolean {
  const holdsRow = (line: string): boolean => {
    const cells = line.split(separator)
    return cells.length > 1 && cells.some(isDateOrRef)
  }
  return record.some((cell) => hasLineEnd(cell) && cell.split(LINE_END).some(holdsRow))
}

/** Read without strictness, a cell keeps the mark that opened it where the one that closes it stands inside a text. */
function isLeftOpen(cell: string): boolean {
  return cell.startsWith('"') && hasLineEnd(cell)
}

function hasLineEnd(cell: string): boolean {
  return cell.includes('\n') || cell.includes('\r')
}

function isDateOrRef(cell: string): boolean {
  const text = asciiDigits(cleanCell(cell.replaceAll('"', '')))
  return USUAL_REF.test(text) || readDate(text.slice(0, 10)) !== null
}
