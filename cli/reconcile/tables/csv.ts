import { neutralised } from '../../../lib/formats/safe-cell.ts'
import { type Cell, isDay } from './cell.ts'
import type { Table } from './table.ts'

/** By which Excel takes the file for UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'
const PIECE = 65_536
/** A semicolon too: LibreOffice, as it comes, takes it for a separator beside the comma. */
const NEEDS_QUOTES = /[",;\r\n]/

/**
 * A table as CSV (RFC 4180) in pieces. A file of text has no types: what a spreadsheet would take for a formula gets an
 * apostrophe in front, days and times are as every spreadsheet reads them.
 */
export function* csvOf<Row>({ columns, rows }: Table<Row>): Generator<string> {
  let piece = BYTE_ORDER_MARK + columns.map(({ title }) => field(title)).join(',') + LINE_END
  for (const row of rows) {
    piece += columns.map(({ cell }) => field(cell(row))).join(',') + LINE_END
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  // Where a semicolon is the one separator, what stands behind it begins a cell, whatever is quoted.
  if (typeof cell === 'string') return quoted(cell.split(';').map(neutralised).join(';'))
  return isDay(cell) ? cell.day : cell.wall.replace('T', ' ')
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
