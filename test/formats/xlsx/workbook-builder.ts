import { type Archive, buildZip, type Entry } from './zip-builder.ts'

/** A workbook by its parts, each of which a test may write itself. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
  /** Shared texts, plain. */
  readonly strings?: readonly string[]
  /** In place of them, the whole part. */
  readonly stringsXml?: string
  readonly date1904?: boolean
  /** Further entries, or others in place of those of the same name. */
  readonly entries?: readonly Entry[]
  readonly archive?: Archive
}

export interface WorkbookSheet {
  readonly name?: string
  readonly hidden?: boolean
  /** What stands in `sheetData`. */
  readonly rows?: string
  /** In place of them, the whole part. */
  readonly xml?: string | Uint8Array
}

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export function buildWorkbook(workbook: Workbook): Buffer {
  const entries = new Map(partsOf(workbook).map((entry) => [entry.name, entry]))
  for (const entry of workbook.entries ?? []) entries.set(entry.name, entry)
  return buildZip([...entries.values()], workbook.archive)
}

/** Every part of the workbook, in the order of a spreadsheet's own files. */
export function partsOf(workbook: Workbook): readonly Entry[] {
  const { sheets, strings, stringsXml } = workbook
  const texts = stringsXml ?? (strings && sharedStrings(strings))
  return [
    { name: '[Content_Types].xml', data: contentTypes(sheets.length) },
    { name: '_rels/.rels', data: relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    { name: 'xl/workbook.xml', data: workbookXml(workbook) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships(workbookRelations(sheets.length, texts !== undefined)),
    },
    ...sheets.map(({ rows = '', xml }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: xml ?? sheetXml(rows),
    })),
    ...(texts === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: texts }]),
  ]
}

export function sheetXml(rows: string): string {
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`
}

export function sharedStrings(texts: readonly string[]): string {
  const items = texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
  return `${HEAD}<sst xmlns="${MAIN}" count="${texts.length}">${items.join('')}</sst>`
}

/** A row of inline texts and numbers, from column A on; null leaves a cell out. */
export function row(number: number, cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell, at) => {
    const place = `r="${String.fromCharCode(65 + at)}${number}"`
    if (cell === null) return ''
    if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  })
  return `<row r="${number}">${written.join('')}</row>`
}

/** Rows from 1 on. */
export function rowsOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((cells, at) => row(at + 1, cells)).join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function workbookXml({ sheets, date1904 }: Workbook): string {
  const listed = sheets.map(({ name, hidden }, at) => {
    const state = hidden ? ' state="hidden"' : ''
    return `<sheet name="${escaped(name ?? `Sheet${at + 1}`)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`
  })
  const properties = date1904 ? '<workbookPr date1904="1"/>' : ''
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${listed.join('')}</sheets></workbook>`
}

function workbookRelations(sheets: number, hasStrings: boolean): readonly string[] {
  const of = Array.from({ length: sheets }, (_, at) =>
    relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`),
  )
  return hasStrings ? [...of, relation('rIdStrings', 'sharedStrings', 'sharedStrings.xml')] : of
}

export function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
}

export function relationships(relations: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`
}

export function contentTypes(sheets: number, main = 'sheet.main'): string {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = Array.from(
    { length: sheets },
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${office}.worksheet+xml"/>`,
  )
  const workbook = `<Override PartName="/xl/workbook.xml" ContentType="${office}.${main}+xml"/>`
  const xml = '<Default Extension="xml" ContentType="application/xml"/>'
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types">${xml}${workbook}${parts.join('')}</Types>`
}
