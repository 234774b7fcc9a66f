import type { RowDef } from 'hucre'
import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { labelOf } from '../../lib/formats/column-labels.ts'
import type { Column } from '../../lib/formats/columns.ts'
import { neutralised } from '../../lib/formats/safe-cell.ts'
import { columnsOf, isCount, isRequired, type TemplateRequest, widthOf } from './layout.ts'
import { NOTES } from './notes/notes.ts'
import { notesSheet } from './notes-sheet.ts'
import { CELL, HEADER_OPTIONAL, HEADER_REQUIRED, TITLE } from './styles.ts'
import { validationsOf } from './validations.ts'

/** Rows that are ready to be written into; below them the columns keep no format. */
export const PREPARED_ROWS = 500

/** The bytes of the workbook that is filled in: its sheet, and one of notes. */
export function templateWorkbook(request: TemplateRequest): Promise<Uint8Array> {
  const { sheets, notes } = NOTES[request.language]
  const title = sheets[sheetOf(request)]
  return writeXlsx({
    sheets: [dataSheet(request, title), notesSheet(request, title, notes)],
    properties: { title, creator: 'Milaan' },
  })
}

/** How many rows there are to fill in: a sheet of totals of one centre and day has one. */
export function rowsOf({ totals, centreId, date }: TemplateRequest): number {
  return totals && centreId !== null && date !== null ? 1 : PREPARED_ROWS
}

export function sheetOf({ kind, totals }: TemplateRequest) {
  return totals ? 'totals' : kind
}

/** `केंद्र DKMM · 28-08-2021`; null where the sheet is of no one place. */
export function placeOf({ language, centreId, date }: TemplateRequest): string | null {
  const centre = centreId === null ? [] : [`${NOTES[language].centre} ${centreId}`]
  const day = date === null ? [] : [date.split('-').reverse().join('-')]
  const place = [...centre, ...day].join(' · ')
  return place === '' ? null : place
}

function dataSheet(request: TemplateRequest, title: string): WriteSheet {
  const { kind, language } = request
  const columns = columnsOf(request)
  const place = placeOf(request)
  const above: CellValue[][] = place === null ? [] : [[neutralised(`${title} · ${place}`)]]
  const header = columns.map((column) => labelOf(column, language))
  const headerRow = above.length + 1
  const blank = Array.from({ length: rowsOf(request) }, () => columns.map(() => null))
  return {
    name: title,
    columns: columns.map((column) => ({ width: widthOf(column), style: styleOf(column) })),
    rows: [...above, header, ...blank],
    cells: new Map([
      ...above.map(([text]): Styled => ['0,0', { value: text!, type: 'string', style: TITLE }]),
      ...columns.map((column, at): Styled => {
        const style = isRequired(column, kind) ? HEADER_REQUIRED : HEADER_OPTIONAL
        return [`${above.length},${at}`, { value: header[at]!, type: 'string', style }]
      }),
    ]),
    dataValidations: validationsOf(request, columns, {
      from: headerRow + 1,
      to: headerRow + rowsOf(request),
    }),
    rowDefs: new Map([
      [above.length, { height: 32 }],
      ...blank.map((_, at): [number, RowDef] => [headerRow + at, { height: 18 }]),
    ]),
    freezePane: { rows: headerRow },
    pageSetup: {
      ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      printTitlesRow: `$1:$${headerRow}`,
    },
    a11y: { summary: title, headerRow: above.length },
  }
}

type Styled = [string, { value: CellValue; type: 'string'; style: CellStyle }]

function styleOf(column: Column): CellStyle {
  return { ...CELL, numFmt: isCount(column) ? '0' : '@' }
}
