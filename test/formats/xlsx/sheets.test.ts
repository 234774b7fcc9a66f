import { describe, expect, it } from 'vitest'
import { parseBookings, parseTokens } from '../../../lib/formats/parse.ts'
import { accepted, DKMM, faultsOf, IST } from '../sheet-files.ts'
import {
  buildWorkbook,
  relation,
  relationships,
  row,
  rowsOf,
  type WorkbookSheet,
} from './workbook-builder.ts'

const HEADER = ['date', 'centre_id', 'token_no']
const REGISTER = rowsOf([HEADER, ['2021-08-28', 'DKMM', 1]])
const OTHER = rowsOf([
  ['Instructions', 'for', 'everyone'],
  ['centre', 'fill in', 'the sheet'],
])
const read = (...sheets: readonly WorkbookSheet[]) => parseTokens(buildWorkbook({ sheets }), IST)

describe('the sheet of a workbook that is read', () => {
  it('is the one whose header has every column, wherever it is', async () => {
    for (const sheets of [
      [{ rows: REGISTER }],
      [{ rows: OTHER }, { rows: REGISTER }],
      [{ rows: REGISTER }, { rows: OTHER }, { rows: '' }],
      [{ rows: OTHER }, { rows: REGISTER, hidden: true }],
    ]) {
      expect(accepted(await read(...sheets)).rowCount).toBe(1)
    }
  })

  it('is none where two have it, and both are named, the hidden one as such', async () => {
    const faults = faultsOf(
      await read(
        { name: 'नोंदवही', rows: REGISTER },
        { name: 'Notes & more', rows: OTHER },
        { name: 'Copy 41371800000001', rows: REGISTER, hidden: true },
      ),
    )
    expect(faults.map(({ reason }) => reason)).toEqual(['two-sheets-fit'])
    expect(faults[0]?.message).toContain('"नोंदवही", "Copy …0001". Hidden are "Copy …0001".')
  })

  it('is the one that comes nearest where none has it, to say what it lacks', async () => {
    const near = rowsOf([
      ['date', 'centre_id', 'number'],
      ['2021-08-28', 'DKMM', 1],
    ])
    const faults = faultsOf(await read({ rows: OTHER }, { rows: near }))
    expect(faults.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [1, 'token_no', 'missing-column'],
    ])
  })

  it.each<[string, readonly WorkbookSheet[]]>([
    ['no sheet', []],
    ['an empty one', [{ rows: '' }]],
    ['rows without a cell that is filled', [{ rows: '<row r="1"><c r="A1" s="1"/></row><row r="3"/>' }]],
  ])('is empty with %s', async (_, sheets) => {
    expect(faultsOf(await read(...sheets)).map(({ reason }) => reason)).toEqual(['empty-file'])
  })

  it('is no chart', async () => {
    const rels = [
      relation('rId1', 'chartsheet', 'chartsheets/sheet1.xml'),
      relation('rId2', 'worksheet', 'worksheets/sheet2.xml'),
    ]
    const bytes = buildWorkbook({
      sheets: [{ rows: OTHER }, { rows: REGISTER }],
      entries: [{ name: 'xl/_rels/workbook.xml.rels', data: relationships(rels) }],
    })
    expect(accepted(await parseTokens(bytes, IST)).rowCount).toBe(1)
  })

  it('of a feed is chosen the same way', async () => {
    const feed = rowsOf([
      ['date', 'centre_id', 'beneficiary_ref'],
      [44436, 'DKMM', 41371800000001],
    ])
    const { legs } = accepted(
      await parseBookings(buildWorkbook({ sheets: [{ rows: OTHER }, { rows: feed }] }), IST),
    )
    expect(legs.map(({ date, rows }) => [date, rows[0]?.ref])).toEqual([['2021-08-28', '41371800000001']])
  })
})

describe('the rows of a sheet', () => {
  it('have the numbers that the spreadsheet shows, blank rows counted', async () => {
    const rows = row(3, HEADER) + row(7, ['2021-08-28', 'DKMM', 1]) + row(900, ['2021-08-40', 'DKMM', 2])
    const faults = faultsOf(await read({ rows }))
    expect(faults.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [900, 'date', 'bad-date'],
    ])
  })

  it('may end before the header does, and have notes beside it', async () => {
    const rows =
      row(1, [...HEADER, 'dose', 'vaccine']) +
      row(2, ['2021-08-28', 'DKMM', 1]) +
      row(3, ['2021-08-28', 'DKMM', 2, 1, 'COVISHIELD', null, 'a note'])
    expect(accepted(await read({ rows })).rowCount).toBe(2)
  })

  it('may have no numbers of their own, nor their cells', async () => {
    const cells = (...texts: readonly string[]): string =>
      `<row>${texts.map((text) => `<c t="str"><v>${text}</v></c>`).join('')}</row>`
    const parsed = accepted(await read({ rows: cells(...HEADER) + cells('28-08-2021', 'DKMM', '1') }))
    expect(parsed.rowCount).toBe(1)
  })

  it('may be read in whatever prefix their elements have', async () => {
    const xml = `<x:worksheet xmlns:x="m"><x:sheetData>${REGISTER.replaceAll(/<(\/?)/g, '<$1x:')}</x:sheetData></x:worksheet>`
    expect(accepted(await read({ xml })).rowCount).toBe(1)
  })
})

describe('a cell', () => {
  const header = ['date', 'centre_id', 'token_no', 'dose', 'issued_at', 'vaccine', 'outcome']
  const cell = async (column: string, written: string) => {
    const place = String.fromCharCode(65 + header.indexOf(column))
    const others = { date: '<v>44436</v>', centre_id: '', token_no: '<v>7</v>' } as Record<string, string>
    const cells = header.map((name, at) => {
      const letter = String.fromCharCode(65 + at)
      if (letter === place) return written.replace('<c', `<c r="${letter}2"`)
      return name === 'centre_id'
        ? '<c r="B2" t="str"><v>DKMM</v></c>'
        : `<c r="${letter}2">${others[name] ?? ''}</c>`
    })
    return read({ rows: `${row(1, header)}<row r="2">${cells.join('')}</row>` })
  }
  const token = async (column: string, written: string) => {
    const [day] = accepted(await cell(column, written)).sheets
    if (day?.sheet.kind !== 'register') throw new Error('no register')
    return { date: day.date, ...day.sheet.rows[0]! }
  }

  it.each([
    ['token_no', '<c><v>7</v></c>', { tokenNo: '7' }],
    ['token_no', '<c><v>7.0</v></c>', { tokenNo: '7' }],
    ['token_no', '<c t="str"><v>0007</v></c>', { tokenNo: '0007' }],
    ['token_no', '<c><v>1.2E1</v></c>', { tokenNo: '12' }],
    ['dose', '<c><v>1.0</v></c>', { dose: 1 }],
    ['dose', '<c><f>1+1</f></c>', { dose: null }],
    ['dose', '<c><f>1+1</f><v>2</v></c>', { dose: 2 }],
    ['vaccine', '<c t="b"><v>1</v></c>', { vaccine: 'TRUE' }],
    ['vaccine', '<c t="b"><v>0</v></c>', { vaccine: 'FALSE' }],
    ['vaccine', '<c t="e"><v>#N/A</v></c>', { vaccine: '#N/A' }],
    ['vaccine', '<c t="str"><v>a &amp; b &#x932;</v></c>', { vaccine: 'a & b ल' }],
    [
      'vaccine',
      '<c t="inlineStr"><is><r><rPr><b/></rPr><t>CO</t></r><r><t>VAXIN</t></r></is></c>',
      { vaccine: 'COVAXIN' },
    ],
    ['vaccine', '<c t="str"><v><![CDATA[a<b]]></v></c>', { vaccine: 'a<b' }],
    ['vaccine', '<c t="str"><v>\'0055</v></c>', { vaccine: '0055' }],
    ['outcome', '<c t="str"><v> स्थगित </v></c>', { outcome: 'deferred' }],
    ['date', '<c t="str"><v>44436</v></c>', { date: '2021-08-28' }],
    ['date', '<c><v>44436.75</v></c>', { date: '2021-08-28' }],
    ['date', '<c t="d"><v>2021-08-28T00:00:00</v></c>', { date: '2021-08-28' }],
    ['date', '<c t="str"><v>28/08/2021</v></c>', { date: '2021-08-28' }],
    ['issued_at', '<c><v>0.5</v></c>', { issuedAt: Date.parse('2021-08-28T12:00:00+05:30') }],
    ['issued_at', '<c><v>0</v></c>', { issuedAt: Date.parse('2021-08-28T00:00:00+05:30') }],
    ['issued_at', '<c><v>44436.5</v></c>', { issuedAt: Date.parse('2021-08-28T12:00:00+05:30') }],
    ['issued_at', '<c><v>0.9999999</v></c>', { issuedAt: Date.parse('2021-08-29T00:00:00+05:30') }],
    ['issued_at', '<c t="str"><v>12:00</v></c>', { issuedAt: Date.parse('2021-08-28T12:00:00+05:30') }],
  ])('under %s written %s is read', async (column, written, expected) => {
    expect(await token(column, written)).toMatchObject(expected)
  })

  it.each([
    ['date', '<c><v>60</v></c>', 'bad-date'],
    ['date', '<c><v>20210828</v></c>', 'bad-date'],
    ['date', '<c t="str"><v>4443</v></c>', 'bad-date'],
    ['date', '<c t="b"><v>1</v></c>', 'bad-date'],
    ['issued_at', '<c><v>-0.5</v></c>', 'bad-time'],
    ['issued_at', '<c><v>1005000</v></c>', 'bad-time'],
    ['dose', '<c><v>1.5</v></c>', 'bad-dose'],
    ['token_no', '<c><v>41371800000000123</v></c>', 'ref-in-scientific-notation'],
  ])('under %s written %s is refused as %3$s', async (column, written, reason) => {
    const faults = faultsOf(await cell(column, written))
    expect(faults.map((fault) => [fault.row, fault.column, fault.reason])).toEqual([[2, column, reason]])
  })

  it('of a CSV is no serial: nothing says from which day it counts', async () => {
    const faults = faultsOf(await parseTokens(Buffer.from('date,centre_id,token_no\n44436,DKMM,1\n'), IST))
    expect(faults.map(({ reason }) => reason)).toEqual(['bad-date'])
  })

  it('may be read by the upload’s own centre and date', async () => {
    const bytes = buildWorkbook({ sheets: [{ rows: rowsOf([['token_no'], [1], [2]]) }] })
    expect(accepted(await parseTokens(bytes, DKMM)).rowCount).toBe(2)
  })
})
