import { asciiDigits, fold } from './characters.ts'
import { type Column, type FileKind, isFeed } from './columns.ts'
import { readDate } from './dates.ts'
import type { TableRow } from './table.ts'
import { readCount } from './values.ts'

/** Rows that add up the rows above them. */

const TOTAL =
  /^(?:(?:grand|sub)[\s-]*)?totals?(?:\s+tokens)?\s*[:=-]?\s*[\d,]*$|^(?:एकूण|कुल)(?:\s*(?:टोकन|योग|बेरीज))?\s*[:=-]?\s*[\d०-९,]*$/i
// As an id may be: a word with a number right behind it.
const LIKE_ID = /^[^\s:=]+[\d०-९]$/
const WORD = /^(?:(?:grand|sub)?totals?(?:tokens)?|(?:एकूण|कुल)(?:टोकन|योग|बेरीज)?):?$/
const WORDS_IN: Readonly<Record<FileKind, readonly Column[]>> = {
  tokens: ['token_no', 'centre_id'],
  certificates: [],
  bookings: ['centre_id'],
  stock: ['centre_id'],
  centres: ['centre_id'],
}
/** What only a row of its own has: a total has a number there, or nothing. */
const DETAILS: Readonly<Record<FileKind, readonly Column[]>> = {
  tokens: ['beneficiary_ref', 'issued_at', 'outcome'],
  certificates: ['beneficiary_ref', 'issued_at'],
  bookings: ['beneficiary_ref'],
  stock: [],
  centres: ['name'],
}

/** A total word, with or without its number: `Total`, `Grand total: 55`, `एकूण`. */
export function readsAsTotal(cell: string): boolean {
  return TOTAL.test(cell) && !LIKE_ID.test(cell)
}

/**
 * Whether a row below the header is a total. In a sheet: by its first cell, its token number or its centre, and
 * never where it tells of one person. In a feed: only by the bare word, and never with a centre and a date.
 */
export function isTotalRow(
  { cells }: TableRow,
  columns: ReadonlyMap<Column, number>,
  kind: FileKind,
): boolean {
  const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? ''
  const first = cells.find((text) => text !== '') ?? ''
  const words = [first, ...WORDS_IN[kind].map(cell)]
  if (!words.some((word) => TOTAL.test(word))) return false
  const tellsOfOne = kind !== 'tokens' || columns.has('token_no')
  if (tellsOfOne && DETAILS[kind].some((column) => isDetail(cell(column)))) return false
  if (isFeed(kind)) return words.some(isTotalWord) && !hasPlace(cell)
  return (
    readsAsTotal(first) || TOTAL.test(cell('token_no')) || readsAsTotal(cell('centre_id')) || !hasPlace(cell)
  )
}

function isTotalWord(cell: string): boolean {
  return WORD.test(fold(cell))
}

function isDetail(cell: string): boolean {
  return cell !== '' && !TOTAL.test(cell) && typeof readCount(asciiDigits(cell)) !== 'number'
}

function hasPlace(cell: (column: Column) => string): boolean {
  const centre = cell('centre_id')
  const date = asciiDigits(cell('date') || cell('vaccinated_on')).slice(0, 10)
  return centre !== '' && !isTotalWord(centre) && readDate(date) !== null
}
