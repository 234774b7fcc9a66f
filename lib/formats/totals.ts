import { asciiDigits } from './characters.ts'
import { type Column, type FileKind, isFeed } from './columns.ts'
import { readDate } from './dates.ts'
import type { TableRow } from './table.ts'
import { readCount } from './values.ts'

/** Rows that add up the rows above them. */

const ENGLISH = '(?:(?:grand|sub)[\\s-]*)?totals?(?:\\s+(?:tokens|no\\.?|nos\\.?|number|count))?'
const DEVANAGARI = [
  '(?:एकूण|कुल|एकंदर)(?:\\s*(?:टोकन|योग|जोड\u093c?|बेरीज|संख्या))?',
  ...['(?:महा\\s*)?योग', 'जोड\u093c?', 'बेरीज'],
]
const WORDS = [ENGLISH, ...DEVANAGARI].join('|')
const TOTAL = new RegExp(`^(?:${WORDS})\\s*[:=-]?\\s*[\\d०-९,]*$`, 'i')
// As an id may be: a word with a number right behind it.
const LIKE_ID = /^[^\s:=]+[\d०-९]$/
const BARE = new RegExp(`^(?:${WORDS})\\s*[:=-]?$`, 'i')
const WORDS_IN: Readonly<Record<FileKind, readonly Column[]>> = {
  tokens: ['token_no', 'centre_id'],
  certificates: [],
  divoc: [],
  bookings: ['centre_id'],
  stock: ['centre_id'],
  centres: ['centre_id'],
}
/** What only a row of its own has: a total has a number there, or nothing. */
const DETAILS: Readonly<Record<FileKind, readonly Column[]>> = {
  tokens: ['beneficiary_ref', 'issued_at', 'outcome'],
  certificates: ['beneficiary_ref', 'issued_at'],
  divoc: ['vaccinationDate', 'facilityName'],
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
  if (!cells.some((text) => beginsLikeTotal(text) && TOTAL.test(text))) return false
  const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? ''
  const first = cells.find((text) => text !== '') ?? ''
  const labels = labelsIn(cells, columns)
  const words = [first, ...WORDS_IN[kind].map(cell), ...labels]
  if (!words.some((word) => TOTAL.test(word))) return false
  const tellsOfOne = kind !== 'tokens' || columns.has('token_no')
  if (tellsOfOne && DETAILS[kind].some((column) => isDetail(cell(column)))) return false
  if (isFeed(kind)) return words.some(isTotalWord) && !hasPlace(cell)
  // On a sheet of totals the one row of a centre-day may well be labelled so.
  const isLabelled = (kind === 'stock' || columns.has('token_no')) && labels.some(readsAsTotal)
  const isNamed = readsAsTotal(first) || TOTAL.test(cell('token_no')) || readsAsTotal(cell('centre_id'))
  return isNamed || isLabelled || !hasPlace(cell)
}

// The quick way to tell most rows: no word for a total begins with another letter.
const FIRST_LETTERS = new Set([...'tTsSgGएकमयजब'].map((letter) => letter.charCodeAt(0)))

function beginsLikeTotal(cell: string): boolean {
  return FIRST_LETTERS.has(cell.charCodeAt(0))
}

/** The cells before the first number, as a label stands before what it labels; the centre's id is no such number. */
function labelsIn(cells: readonly string[], columns: ReadonlyMap<Column, number>): readonly string[] {
  const isNumber = (text: string, at: number): boolean =>
    at !== columns.get('centre_id') && typeof readCount(asciiDigits(text)) === 'number'
  const end = cells.findIndex(isNumber)
  return end < 0 ? cells : cells.slice(0, end)
}

function isTotalWord(cell: string): boolean {
  return BARE.test(cell)
}

function isDetail(cell: string): boolean {
  return cell !== '' && !TOTAL.test(cell) && typeof readCount(asciiDigits(cell)) !== 'number'
}

function hasPlace(cell: (column: Column) => string): boolean {
  const centre = cell('centre_id')
  const date = asciiDigits(cell('date') || cell('vaccinated_on')).slice(0, 10)
  return centre !== '' && !isTotalWord(centre) && readDate(date) !== null
}
