import { describe, expect, it } from 'vitest'
import { parseTokens } from '../../../lib/formats/parse.ts'
import { accepted, faultsOf, IST } from '../sheet-files.ts'
import { GOOD } from './hostile-files.ts'
import { buildWorkbook, MAIN, sheetXml } from './workbook-builder.ts'

const reasonsOf = async (xml: string, strings?: readonly string[]) =>
  faultsOf(await parseTokens(buildWorkbook({ sheets: [{ xml }], ...(strings && { strings }) }), IST)).map(
    ({ reason }) => reason,
  )
const inRow = (cells: string): string => `${GOOD}<row r="3">${cells}</row>`

describe('rows that a laxer reader would read wrongly are refused', () => {
  it.each([
    ['a row twice', `${GOOD}<row r="2"/>`],
    ['rows out of order', '<row r="2"/><row r="1"/>'],
    ['a row without a number', `${GOOD}<row r="x"/>`],
    ['a cell twice', inRow('<c r="A3"><v>1</v></c><c r="A3"><v>2</v></c>')],
    ['cells out of order', inRow('<c r="B3"><v>1</v></c><c r="A3"><v>2</v></c>')],
    ['a cell of another row', inRow('<c r="A4"><v>1</v></c>')],
    ['a cell of no place', inRow('<c r="3"><v>1</v></c>')],
    ['a cell past the last column', inRow('<c r="XFE3"><v>1</v></c>')],
    ['two places of one cell', inRow('<c r="A3" r="B3"><v>1</v></c>')],
    ['two values in a cell', inRow('<c r="A3"><v>1</v><v>2</v></c>')],
    ['a value outside of a cell', `${GOOD}<row r="3"><v>1</v></row>`],
    ['a cell in a cell', inRow('<c r="A3"><c r="B3"><v>1</v></c></c>')],
    ['an element that no cell has', inRow('<c r="A3"><w>1</w></c>')],
    ['text outside of a value', inRow('<c r="A3">1</c>')],
    ['a type that there is not', inRow('<c r="A3" t="q"><v>1</v></c>')],
    ['a number that is none', inRow('<c r="A3"><v>0x1F</v></c>')],
    ['a number that is blank', inRow('<c r="A3"><v> </v></c>')],
    ['a truth value that is none', inRow('<c r="A3" t="b"><v>yes</v></c>')],
    ['a shared text of no number', inRow('<c r="A3" t="s"><v></v></c>')],
    ['an inline text of another type', inRow('<c r="A3"><is><t>x</t></is></c>')],
    ['a name of no known entity', inRow('<c r="A3" t="str"><v>&nbsp;</v></c>')],
    [
      'a control character for a blank',
      inRow('<c r="A3" t="inlineStr"><is><t\u0001xml:space="preserve">x</t></is></c>'),
    ],
    ['a bare ampersand', inRow('<c r="A3" t="str"><v>a & b</v></c>')],
  ])('%s', async (_, rows) => {
    expect(await reasonsOf(sheetXml(rows), ['a'])).toEqual(['damaged-workbook'])
  })

  it.each([
    ['is not closed', `<worksheet xmlns="${MAIN}"><sheetData>${GOOD}</sheetData>`],
    [
      'closes otherwise than it opens',
      `<worksheet xmlns="${MAIN}"><sheetData>${GOOD}</sheetdata></worksheet>`,
    ],
    ['has two roots', `${sheetXml(GOOD)}<worksheet/>`],
    ['has text behind its root', `${sheetXml(GOOD)}x`],
    ['has another root', `<chartsheet xmlns="${MAIN}"/>`],
    ['has its data twice', sheetXml(`${GOOD}</sheetData><sheetData>`)],
    ['has an attribute without quotes', sheetXml('<row r=1/>')],
    ['has an attribute without a name', sheetXml('<row ="1"/>')],
    ['has a quotation mark in a name', sheetXml(`<row r'="1"/>`)],
    ['has a document type', `<!DOCTYPE worksheet>${sheetXml(GOOD)}`],
    ['is not there', ''],
  ])('a sheet whose XML %s', async (_, xml) => {
    expect(await reasonsOf(xml)).toEqual(['damaged-workbook'])
  })

  it('but comments and instructions are passed over', async () => {
    const xml = sheetXml(`<!-- <row r="9"> -->${GOOD}<?any thing?>`)
    expect(accepted(await parseTokens(buildWorkbook({ sheets: [{ xml }] }), IST)).rowCount).toBe(1)
  })
})
