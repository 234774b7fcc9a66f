import { CsvError, parse } from 'csv-parse/sync'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { cleanCell } from './characters.ts'
import { type CsvRecords, csvOptions, strictRecords, UnreadableRecord } from './csv-records.ts'
import { type Refusal, refusalOf } from './faults.ts'
import { MAX_COLUMNS } from './limits.ts'
import { mendedRecords } from './record-cutter.ts'
import type { NumberCells } from './serials.ts'

/** One row that is not blank. `row` is its number as a spreadsheet shows it: blank rows count, 1 is the first. */
export interface TableRow {
  readonly row: number
  /** Cleaned cells, as many as the row has: a reader that knows no missing cells pads with `''`. */
  readonly cells: readonly string[]
  /** Its quotation marks are broken: the cells are a guess, good for telling what kind of row it is. */
  readonly broken?: true
  /** Of a row of a workbook: which of its cells are numbers, their text being the digits. */
  readonly numbers?: NumberCells
}

/** What every reader (of CSV, of workbooks) hands to the column parsers of the legs. */
export type Table = readonly TableRow[]

const SEPARATORS = [',', ';', '\t'] as const
export const BLANK = /^[\s,;"]*$/
const HEAD_CHARACTERS = 65_536
const HEAD_ROWS = 40

/** What becomes of a row whose quotation marks are broken: a sheet is refused for it, a feed only marks it. */
export type BrokenRows = 'refuse' | 'mark'

/**
 * Reads CSV text. The separator is the one under which `recognise` finds the best header in the first rows.
 * Refused with `not-a-table` (no columns), `broken-quote` or `empty-file`.
 */
export function readCsv(
  text: string,
  recognise: (head: Table) => number,
  brokenRows: BrokenRows = 'refuse',
): Result<Table, Refusal> {
  const separator = separatorOf(text, recognise)
  if (!separator) return refuse(refusalOf(BLANK.test(text) ? 'empty-file' : 'not-a-table'))
  const read = recordsOf(text, separator, brokenRows)
  if (!read.ok) return read
  const table = tableOf(read.value.records, read.value.broken)
  return table.length === 0 ? refuse(refusalOf('empty-file')) : ok(table)
}

/** Rows of raw cells as a table: cells cleaned, blank rows left out but counted. */
export function tableOf(
  records: readonly (readonly string[])[],
  broken: ReadonlySet<number> = new Set(),
  rowsBefore = 0,
): Table {
  const table: TableRow[] = []
  for (let index = 0; index < records.length; index++) {
    const cells = records[index]!.map(cleanCell)
    const row = rowsBefore + index + 1
    if (broken.size > 0 && broken.has(index)) table.push({ row, cells, broken: true })
    else if (cells.some(isFilled)) table.push({ row, cells })
  }
  return table
}

function isFilled(cell: string): boolean {
  return cell !== ''
}

function recordsOf(text: string, separator: string, brokenRows: BrokenRows): Result<CsvRecords, Refusal> {
  try {
    if (brokenRows === 'mark') return ok(mendedRecords(text, separator))
    return ok(text.includes('="') ? unbrokenRecords(text, separator) : strictRecords(text, separator))
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error
    return refuse(unreadableRow(error))
  }
}

/** A mark inside a text is taken as written, as in `="007"`; one that is not closed is broken all the same. */
function unbrokenRecords(text: string, separator: string): CsvRecords {
  const read = mendedRecords(text, separator)
  const [first] = read.broken
  if (first !== undefined) throw new UnreadableRecord(first, 'broken-quote')
  return read
}

/** Of a row past the limits, or that nobody can tell from the next, its number alone. */
export function unreadableRow({ index, reason }: UnreadableRecord): Refusal {
  return refusalOf(reason, { row: index + 1, details: { limit: MAX_COLUMNS } })
}

/** Null where no separator makes more than one column and nothing is recognised. */
export function separatorOf(text: string, recognise: (head: Table) => number): string | null {
  const candidates = SEPARATORS.map((separator) => {
    const head = headOf(text, separator)
    return { separator, score: recognise(head), width: Math.max(0, ...head.map(({ cells }) => cells.length)) }
  })
  candidates.sort((a, b) => b.score - a.score || b.width - a.width)
  const [best] = candidates
  return best && (best.score > 0 || best.width > 1) ? best.separator : null
}

/** The first rows; where a quote among them is broken, their lines as they are, to find the separator at least. */
function headOf(text: string, separator: string): Table {
  const head = text.slice(0, HEAD_CHARACTERS)
  try {
    return tableOf(parse(head, { ...csvOptions(separator), trim: true, to: HEAD_ROWS }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const lines = head.split(/\r\n|\n|\r/, HEAD_ROWS)
    return tableOf(lines.map((line) => line.replaceAll('"', '').split(separator)))
  }
}
