import { CsvError, parse } from 'csv-parse/sync'
import { asciiDigits, cleanCell } from './characters.ts'
import { readDate } from './dates.ts'
import { MAX_COLUMNS, MAX_ROW_BYTES } from './limits.ts'

/** The rows of CSV text as cells; `broken` names by index those whose quotation marks nobody can be sure of. */
export interface CsvRecords {
  readonly records: readonly (readonly string[])[]
  readonly broken: ReadonlySet<number>
}

/** What of a row at `index` (0 first) cannot be read: it is told apart from the next, or held, by nobody. */
export class UnreadableRecord extends Error {
  readonly index: number
  readonly reason: 'broken-quote' | 'row-too-long' | 'too-many-columns'

  constructor(index: number, reason: UnreadableRecord['reason']) {
    super(`a row cannot be read: ${reason}`)
    this.index = index
    this.reason = reason
  }
}

const LINE_ENDS = ['\r\n', '\n', '\r']
// Blanks between a separator and a quote are forgiven, at a third of the speed, only in files that have some.
const BLANK_BESIDE_QUOTE = / "|" /
const LINE_END = /\r\n|\n|\r/
const NONE: ReadonlySet<number> = new Set()
const USUAL_REF = /^\d{14}$/

export function csvOptions(delimiter: string) {
  return {
    delimiter,
    bom: true,
    relax_column_count: true,
    record_delimiter: LINE_ENDS,
    max_record_size: MAX_ROW_BYTES,
  }
}

/** Every row, or an UnreadableRecord thrown for the first that cannot be told from the next. */
export function strictRecords(text: string, separator: string): CsvRecords {
  const records = strictlyParsed(text, { ...csvOptions(separator), trim: BLANK_BESIDE_QUOTE.test(text) })
  assureWidths(records, 0)
  if (text.includes('"')) {
    const index = records.findIndex((record) => hasSwallowedRow(record, separator))
    if (index >= 0) throw new UnreadableRecord(index, 'broken-quote')
  }
  return { records, broken: NONE }
}

/** `trim`: blanks between a separator and a quotation mark are forgiven. */
export type CsvOptions = ReturnType<typeof csvOptions> & { readonly trim: boolean }

function strictlyParsed(text: string, options: CsvOptions): readonly (readonly string[])[] {
  try {
    return parse(text, options)
  } catch (error) {
    throw unreadable(error, 0)
  }
}

/** Of an error of the parser; its own message would repeat the field, so only the row is taken. */
export function unreadable(error: unknown, before: number): unknown {
  if (!(error instanceof CsvError)) return error
  const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'broken-quote'
  return new UnreadableRecord(before + Number(error.records ?? 0), reason)
}

export function assureWidths(records: readonly (readonly string[])[], before: number): void {
  const index = records.findIndex((record) => record.length > MAX_COLUMNS)
  if (index >= 0) throw new UnreadableRecord(before + index, 'too-many-columns')
}

/** A cell may have several lines; one with what every row has, in a cell of its own, was closed too far below. */
export function hasSwallowedRow(record: readonly string[], separator: string): boolean {
  const holdsRow = (line: string): boolean => {
    const cells = line.split(separator)
    return cells.length > 1 && cells.some(isDateOrRef)
  }
  return record.some((cell) => hasLineEnd(cell) && cell.split(LINE_END).some(holdsRow))
}

export function hasLineEnd(cell: string): boolean {
  return cell.includes('\n') || cell.includes('\r')
}

function isDateOrRef(cell: string): boolean {
  const text = asciiDigits(cleanCell(cell.replaceAll('"', '')))
  return USUAL_REF.test(text) || readDate(text.slice(0, 10)) !== null
}
