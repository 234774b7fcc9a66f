import { rangeOf, type Sheet, sheetXml } from './sheet-xml.ts'
import { stylesXml } from './styles.ts'
import { DOCUMENT, escaped, quoted } from './xml.ts'
import { type Part, zipped } from './zip.ts'

/**
 * A workbook of these sheets, piece by piece, the rows of each gone through once and none of them held. (Whoever
 * builds a sheet as one string cannot hold the million rows that it may have.)
 */
export function workbook(sheets: readonly Sheet[], title: string): AsyncGenerator<Uint8Array> {
  const rows = new Map<Sheet, number>()
  const numbered = sheets.map((sheet, at) => ({ sheet, number: at + 1 }))
  const parts: Part[] = [
    part('[Content_Types].xml', () => contentTypesXml(sheets.length)),
    part('_rels/.rels', packageRelationsXml),
    part('docProps/core.xml', () => propertiesXml(title)),
    ...numbered.map(({ sheet, number }) => ({
      path: `xl/worksheets/sheet${number}.xml`,
      *text() {
        rows.set(sheet, yield* sheetXml(sheet))
      },
    })),
    part('xl/styles.xml', stylesXml),
    // After the sheets: only then is known how far their filters reach.
    part('xl/workbook.xml', () => workbookXml(sheets, (sheet) => rows.get(sheet)!)),
    part('xl/_rels/workbook.xml.rels', () => relationsXml(sheets.length)),
  ]
  return zipped(parts)
}

const part = (path: string, xml: () => string): Part => ({ path, text: () => [xml()] })

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypesXml(sheets: number): string {
  const worksheets = Array.from(
    { length: sheets },
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${SHEET_ML}.worksheet+xml"/>`,
  )
  return [
    `${DOCUMENT}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_ML}.sheet.main+xml"/>`,
    ...worksheets,
    `<Override PartName="/xl/styles.xml" ContentType="${SHEET_ML}.styles+xml"/>`,
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    '</Types>',
  ].join('')
}

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`
const relations = (...items: readonly string[]): string =>
  `${DOCUMENT}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`

function packageRelationsXml(): string {
  return relations(
    relation(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml'),
    relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  )
}

function relationsXml(sheets: number): string {
  const worksheets = Array.from({ length: sheets }, (_, at) =>
    relation(at + 1, `${OFFICE}/worksheet`, `worksheets/sheet${at + 1}.xml`),
  )
  return relations(...worksheets, relation(sheets + 1, `${OFFICE}/styles`, 'styles.xml'))
}

function propertiesXml(title: string): string {
  return [
    `${DOCUMENT}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`,
    `<dc:title>${escaped(title)}</dc:title><dc:creator>Milaan</dc:creator></cp:coreProperties>`,
  ].join('')
}

function workbookXml(sheets: readonly Sheet[], rowsOf: (sheet: Sheet) => number): string {
  const listed = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const names = sheets.flatMap((sheet, at) => (sheet.hasHeader ? namesOf(sheet, at, rowsOf(sheet)) : []))
  return [
    `${DOCUMENT}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">`,
    `<bookViews><workbookView/></bookViews><sheets>${listed.join('')}</sheets>`,
    ...(names.length === 0 ? [] : [`<definedNames>${names.join('')}</definedNames>`]),
    '</workbook>',
  ].join('')
}

/** What the filter covers, and the row that stands on every page. */
function namesOf(sheet: Sheet, at: number, rows: number): string[] {
  const place = quoted(sheet.name)
  const filtered = rangeOf(sheet, rows).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
  return [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${place}!${filtered}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${place}!$1:$1</definedName>`,
  ]
}
