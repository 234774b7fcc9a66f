import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx'
import { colToLetter } from 'hucre/xlsx'
import { labelOf } from '../../lib/formats/column-labels.ts'
import { widthOf } from '../reconcile/text/width.ts'
import { columnsOf, isRequired, type TemplateRequest } from './layout.ts'
import { NOTES } from './notes/notes.ts'
import { HEADER_OPTIONAL, STRONG, TEXT, TITLE } from './styles.ts'

type Line = readonly (readonly [text: string, style: CellStyle])[]

/** The sheet that says how the other is filled in. No cell of it is the name of a column, or it would be taken for one. */
export function notesSheet(request: TemplateRequest, title: string, name: string): WriteSheet {
  const lines = linesOf(request, title)
  const cells = new Map<string, Partial<Cell>>()
  for (const [row, line] of lines.entries()) {
    for (const [column, [value, style]] of line.entries()) {
      cells.set(`${row},${column}`, { value, type: 'string', style })
    }
  }
  return {
    name,
    columns: [{ width: 30 }, { width: 14 }, { width: 72 }],
    rows: lines.map((line) => line.map(([text]) => text)),
    cells,
    merges: [...lines.entries()]
      .filter(([, line]) => line.length === 1)
      .map(([row]) => ({ startRow: row, startCol: 0, endRow: row, endCol: 2 })),
    rowDefs: new Map([...lines.entries()].map(([row, line]) => [row, { height: heightOf(line) }])),
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

function linesOf(request: TemplateRequest, title: string): readonly Line[] {
  const { kind, totals, language, centreId, date } = request
  const { heads, required, optional, columns, rules, oneRow, ownPlace, handIn } = NOTES[language]
  const isOwn = centreId !== null || date !== null
  const paragraphs = [oneRow[totals ? 'totals' : kind], ...rules, ...(isOwn ? [ownPlace] : []), handIn]
  return [
    [[title, TITLE]],
    heads.map((head) => [head, HEADER_OPTIONAL] as const),
    ...columnsOf(request).map(
      (column, at): Line => [
        [`${colToLetter(at)} · ${labelOf(column, language)}`, STRONG],
        [isRequired(column, kind) ? required : optional, TEXT],
        [columns[`${kind}.${column}`] ?? columns[column] ?? '', TEXT],
      ],
    ),
    [['', TEXT]],
    ...paragraphs.map((text): Line => [[`• ${text}`, TEXT]]),
  ]
}

const LINE_POINTS = 18
/** Characters of a line in each column, and in all of them where they are merged. */
const ROOM = [26, 12, 66]
const WHOLE_ROOM = 105

/** In points: merged cells are not made higher by any spreadsheet, however long their text. */
function heightOf(line: Line): number {
  const room = (at: number): number => (line.length === 1 ? WHOLE_ROOM : ROOM[at]!)
  return LINE_POINTS * Math.max(1, ...line.map(([text], at) => Math.ceil(widthOf(text) / room(at))))
}
