import { buildWorkbook, MAIN, relation, relationships, row, rowsOf, sheetXml } from './workbook-builder.ts'

/** Files that are made to bring a reader down, each by one trick. */

const MILLION = 1_000_000
export const GOOD = rowsOf([
  ['date', 'centre_id', 'token_no'],
  ['2021-08-28', 'DKMM', 1],
])
const SHOWS_FIRST_TEXT = '<row r="3"><c r="A3" t="s"><v>0</v></c></row>'

const sheetOf = (rows: string): Buffer => buildWorkbook({ sheets: [{ rows }] })
const xmlOf = (...xml: readonly (string | Buffer)[]): Buffer =>
  buildWorkbook({ sheets: [{ xml: Buffer.concat(xml.map((part) => Buffer.from(part as string))) }] })
const blanks = (count: number): Buffer => Buffer.alloc(count, ' ')
const each = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('')
const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => String(at))

export const HOSTILE: Readonly<
  Record<string, readonly [make: () => Buffer, reason: string, row: number | null]>
> = {
  '600 MB of blanks': [() => xmlOf(sheetXml(GOOD), blanks(600 * MILLION)), 'unpacks-too-large', null],
  '190 MB of blanks': [() => xmlOf(sheetXml(GOOD), blanks(190 * MILLION)), 'damaged-workbook', null],
  'a size that lies': [
    () =>
      buildWorkbook({
        sheets: [{ rows: GOOD }],
        entries: [
          {
            name: 'xl/worksheets/sheet1.xml',
            data: Buffer.concat([Buffer.from(sheetXml(GOOD)), blanks(300 * MILLION)]),
            size: 3000,
          },
        ],
      }),
    'damaged-workbook',
    null,
  ],
  '11 million rows': [() => sheetOf('<row/>'.repeat(11 * MILLION)), 'too-many-rows', null],
  '5 million rows of a cell': [
    () => sheetOf('<row><c><v>1</v></c></row>'.repeat(5 * MILLION)),
    'too-many-rows',
    null,
  ],
  'a row with a number of its own': [() => sheetOf(`${GOOD}<row r="11000000"/>`), 'too-many-rows', null],
  'a cell at XFD1048576': [
    () => sheetOf(`${GOOD}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
    'too-many-columns',
    1048576,
  ],
  '16,384 columns in each of many rows': [
    () => sheetOf(`${GOOD}${`<row>${'<c><v>1</v></c>'.repeat(16_384)}</row>`.repeat(700)}`),
    'too-many-columns',
    3,
  ],
  'a blank cell at the last column of many rows': [
    () => sheetOf(`${GOOD}${each(500_000, (at) => `<row r="${at + 3}"><c r="XFD${at + 3}"/></row>`)}`),
    'unpacks-too-large',
    null,
  ],
  '36 million blank cells': [
    () => sheetOf(`${GOOD}${`<row>${'<c/>'.repeat(900)}</row>`.repeat(40_000)}`),
    'unpacks-too-large',
    null,
  ],
  'billion laughs': [
    () =>
      xmlOf(
        `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "${'&lol;'.repeat(10)}">]>`,
        `<worksheet xmlns="${MAIN}"><sheetData><row><c t="str"><v>&lol2;</v></c></row></sheetData></worksheet>`,
      ),
    'damaged-workbook',
    null,
  ],
  'a cell of 2 MiB': [() => sheetOf(GOOD + row(3, ['x'.repeat(2 << 20)])), 'row-too-long', 3],
  'a shared text of 2 MiB': [
    () => buildWorkbook({ sheets: [{ rows: GOOD + SHOWS_FIRST_TEXT }], strings: ['x'.repeat(2 << 20)] }),
    'row-too-long',
    3,
  ],
  'a cell of 40,000 characters': [() => sheetOf(GOOD + row(3, ['x'.repeat(40_000)])), 'row-too-long', 3],
  'a NUL byte': [() => sheetOf(GOOD + row(3, ['2021-08-28', 'DK\0MM', 2])), 'damaged-workbook', null],
  'an escaped NUL': [() => sheetOf(GOOD + row(3, ['2021-08-28', 'DK_x0000_MM', 2])), 'not-text', 3],
  'a million shared texts that are never shown': [
    () => buildWorkbook({ sheets: [{ rows: GOOD + SHOWS_FIRST_TEXT }], strings: numbers(MILLION) }),
    'unpacks-too-large',
    null,
  ],
  'one shared text of a million runs': [
    () =>
      buildWorkbook({
        sheets: [{ rows: GOOD + SHOWS_FIRST_TEXT }],
        stringsXml: `<sst xmlns="${MAIN}"><si>${'<r><rPr><b/></rPr></r>'.repeat(MILLION)}<t>x</t></si></sst>`,
      }),
    'unpacks-too-large',
    null,
  ],
  'a number past the shared texts': [
    () =>
      buildWorkbook({ sheets: [{ rows: GOOD + SHOWS_FIRST_TEXT.replace('>0<', '>7<') }], strings: ['a'] }),
    'damaged-workbook',
    null,
  ],
  'a shared text without any': [() => sheetOf(GOOD + SHOWS_FIRST_TEXT), 'damaged-workbook', null],
  'a comment of 150 MB': [
    () => xmlOf(`<worksheet xmlns="${MAIN}"><!--`, blanks(150 * MILLION), '--><sheetData/></worksheet>'),
    'damaged-workbook',
    null,
  ],
  'an attribute of 150 MB': [
    () => xmlOf(`<worksheet xmlns="${MAIN}" a="`, blanks(150 * MILLION), '"><sheetData/></worksheet>'),
    'damaged-workbook',
    null,
  ],
  'elements one in the other, a million deep': [
    () => xmlOf(`<worksheet xmlns="${MAIN}">`, '<a>'.repeat(MILLION)),
    'damaged-workbook',
    null,
  ],
  'a sheet that is the workbook itself': [
    () =>
      buildWorkbook({
        sheets: [{ rows: GOOD }],
        entries: [
          {
            name: 'xl/_rels/workbook.xml.rels',
            data: relationships([relation('rId1', 'worksheet', 'workbook.xml')]),
          },
        ],
      }),
    'damaged-workbook',
    null,
  ],
  'a sheet that is missing': [
    () =>
      buildWorkbook({
        sheets: [{ rows: GOOD }],
        entries: [
          {
            name: 'xl/_rels/workbook.xml.rels',
            data: relationships([relation('rId1', 'worksheet', 'nowhere.xml')]),
          },
        ],
      }),
    'damaged-workbook',
    null,
  ],
  '5,000 sheets': [
    () => buildWorkbook({ sheets: Array(5000).fill({ rows: GOOD }) }),
    'damaged-workbook',
    null,
  ],
  'parts that overlap': [
    () =>
      buildWorkbook({
        sheets: [{ rows: GOOD }],
        archive: { offsets: (offset, at) => (at === 4 ? 0 : offset) },
      }),
    'damaged-workbook',
    null,
  ],
  'an archive that is cut off': [() => sheetOf(GOOD).subarray(0, 900), 'damaged-workbook', null],
}
