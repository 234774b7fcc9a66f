import { widthOf } from '../../text/width.ts'
import { type Cell, isDay } from '../cell.ts'
import type { Look } from '../table.ts'
import { type Form, HEADER_STYLE, styleOf } from './styles.ts'
import { cellText, DOCUMENT, lettersOf } from './xml.ts'

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** With titles of columns: they stay in sight, can be filtered by, and stand on every page in print. */
  readonly hasHeader: boolean
  readonly orientation: 'landscape' | 'portrait'
  /** Asked for once. */
  readonly rows: () => Iterable<SheetRow>
}

interface SheetColumn {
  readonly title: string
  /** In characters. */
  readonly width: number
  readonly wraps: boolean
}

export interface SheetRow {
  readonly look: Look
  readonly cells: readonly Cell[]
}

/** More of a text is cut off: a cell takes no more, and a workbook with more does not open. */
const MOST_CHARACTERS = 32_767
/** Lines end at words, and so take more room than their letters. */
const SLACK = 1.15
/** Devanagari is higher than Latin. */
const LINE_POINTS = 15
const TITLE_POINTS = 26
const MOST_POINTS = 409
const PIECE = 65_536
const DAY = 86_400_000
/** Days from the beginning of a workbook's count to 1970-01-01. */
const SERIAL_OF_1970 = 25_569

/** The XML of a sheet in pieces; answers how many rows were written, the header's included. */
export function* sheetXml(sheet: Sheet): Generator<string, number> {
  yield opening(sheet)
  const forms = sheet.columns.map(({ wraps }) => wraps)
  const letters = sheet.columns.map((_, at) => lettersOf(at))
  let written = 0
  let piece = ''
  if (sheet.hasHeader) piece += headerXml(sheet.columns, letters, ++written)
  for (const sheetRow of sheet.rows()) {
    const { look, cells } = sheetRow
    const row = ++written
    piece += `<row r="${row}"${heightXml(sheetRow, sheet.columns)}>`
    for (const [at, cell] of cells.entries()) piece += cellXml(`${letters[at]}${row}`, cell, look, forms[at]!)
    piece += '</row>'
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece + closing(sheet, written)
  return written
}

/** `A1:O72`. */
export const rangeOf = ({ columns }: Sheet, rows: number): string =>
  `A1:${lettersOf(columns.length - 1)}${Math.max(1, rows)}`

function opening({ columns, hasHeader }: Sheet): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const view = hasHeader ? `>${pane}<selection pane="bottomLeft"/></sheetView>` : ' showGridLines="0"/>'
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  return [
    `${DOCUMENT}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"${view}</sheetViews>`,
    `<sheetFormatPr defaultRowHeight="${LINE_POINTS}"/><cols>${widths.join('')}</cols><sheetData>`,
  ].join('')
}

/** An empty page to turn to is none: as many pages high as it takes, one wide. */
function closing(sheet: Sheet, rows: number): string {
  const range = rangeOf(sheet, rows)
  return [
    '</sheetData>',
    ...(sheet.hasHeader ? [`<autoFilter ref="${range}"/>`] : []),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${sheet.orientation}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
    // Ids of digits are text on purpose: no sign in their corner says that they were better numbers.
    `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`,
    '</worksheet>',
  ].join('')
}

function headerXml(columns: readonly SheetColumn[], letters: readonly string[], row: number): string {
  const cells = columns.map(({ title }, at) => textXml(`${letters[at]}${row}`, title, HEADER_STYLE))
  return `<row r="${row}" ht="30" customHeight="1">${cells.join('')}</row>`
}

/** In points, where text takes several lines: an office suite that opens a file does not make rows higher itself. */
function heightXml({ look, cells }: SheetRow, columns: readonly SheetColumn[]): string {
  if (look === 'title') return ` ht="${TITLE_POINTS}"`
  let lines = 1
  for (const [at, cell] of cells.entries()) {
    const { wraps, width } = columns[at]!
    if (wraps && typeof cell === 'string') lines = Math.max(lines, linesOf(cell, width))
  }
  return lines === 1 ? '' : ` ht="${Math.min(MOST_POINTS, lines * LINE_POINTS)}"`
}

function linesOf(text: string, width: number): number {
  const needed = widthOf(text)
  return needed <= width ? 1 : Math.ceil((needed * SLACK) / width)
}

function cellXml(place: string, cell: Cell, look: Look, wraps: boolean): string {
  const form = formOf(cell, wraps && look !== 'title')
  const style = styleOf(look, form)
  if (cell === null) return `<c r="${place}" s="${style}"/>`
  if (typeof cell === 'string') return textXml(place, cell, style)
  if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`
  const moment = Date.parse(isDay(cell) ? cell.day : `${cell.wall}Z`)
  return `<c r="${place}" s="${style}"><v>${moment / DAY + SERIAL_OF_1970}</v></c>`
}

function formOf(cell: Cell, wraps: boolean): Form {
  if (cell === null || typeof cell === 'string') return wraps ? 'wrapped' : 'text'
  if (typeof cell === 'number') return 'number'
  if (isDay(cell)) return 'day'
  return cell.isSameDay ? 'time' : 'dayAndTime'
}

/** As text that stands in the cell itself, which no office suite takes for a formula, whatever it begins with. */
function textXml(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(cut(text))}</t></is></c>`
}

/** No pair of surrogates is cut in half: half a character is none. */
function cut(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text
  return `${text.slice(0, MOST_CHARACTERS - 1).replace(/\p{Surrogate}$/u, '')}…`
}
