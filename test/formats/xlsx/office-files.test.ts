import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCentres, parseCertificates, parseStock, parseTokens } from '../../../lib/formats/parse.ts'
import { accepted, faultsOf, IST } from '../sheet-files.ts'

const file = (name: string): Uint8Array => readFileSync(new URL(`../files/${name}`, import.meta.url))
const at = (time: string, date = '2021-08-28'): number => Date.parse(`${date}T${time}+05:30`)

async function register(name: string) {
  const { sheets, ...receipt } = accepted(await parseTokens(file(name), IST))
  const days = sheets.map(({ centreId, date, sheet }) => ({
    centreId,
    date,
    rows: sheet.kind === 'register' ? sheet.rows : [],
  }))
  return { ...receipt, days, rows: days.flatMap(({ rows }) => rows) }
}

describe('a workbook of an office suite', () => {
  it('has dates and times by style, a moment and a bare serial, ids as text and as numbers', async () => {
    const { days, rows, warnings } = await register('dates-1900.xlsx')
    expect(days.map(({ centreId, date }) => [centreId, date])).toEqual([['DKMM', '2021-08-28']])
    expect(rows).toEqual([
      expect.objectContaining({ tokenNo: '1', ref: '41371800000001', dose: 1, issuedAt: at('10:05:00') }),
      expect.objectContaining({
        tokenNo: '2',
        ref: '41371800000002',
        outcome: 'deferred',
        issuedAt: at('10:09:00'),
      }),
      expect.objectContaining({ tokenNo: '3', ref: '', vaccine: 'COVAXIN', issuedAt: at('10:20:00') }),
    ])
    expect(warnings).toEqual([])
  })

  it('may count its days from 1904', async () => {
    const { days } = await register('dates-1904.xlsx')
    expect(days.map(({ date, rows }) => [date, rows[0]?.issuedAt])).toEqual([
      ['2021-08-28', at('10:05:00')],
      ['2021-08-29', at('10:09:00', '2021-08-29')],
    ])
  })

  it('has apostrophes, formulas with stored values, texts of several fonts and numbers as ids', async () => {
    const { rows, ignoredColumns } = await register('mixed-ids.xlsx')
    expect(rows.map(({ tokenNo, ref, dose }) => [tokenNo, ref, dose])).toEqual([
      ['1', '41371800000001', 1],
      ['2', '41371800000002', 2],
      ['3', '41371800000003', 1],
    ])
    expect(ignoredColumns).toEqual(['remarks'])
  })

  it('is refused for ids whose digits are lost, as text and made numbers again, and for no other', async () => {
    const faults = faultsOf(await parseTokens(file('rounded-ids.xlsx'), IST))
    expect(faults.map(({ row, reason, value }) => [row, reason, value])).toEqual([
      [2, 'ref-in-scientific-notation', '…1813'],
      [3, 'ref-in-scientific-notation', '…0000'],
    ])
  })

  it('is read from the sheet whose header fits', async () => {
    expect((await register('two-sheets.xlsx')).rows.map(({ ref }) => ref)).toEqual([
      '41371800000001',
      '41371800000002',
    ])
  })

  it('is read as a centre truly sends it: titles, a merged Marathi header, Devanagari digits, a total', async () => {
    const { days, rows, warnings } = await register('marathi-register.xlsx')
    expect(days.map(({ centreId, date }) => [centreId, date])).toEqual([['DKMM', '2021-08-28']])
    expect(rows.map(({ tokenNo, ref, dose, outcome }) => [tokenNo, ref, dose, outcome])).toEqual([
      ['1', '41371800000001', 1, 'vaccinated'],
      ['2', '41371800000002', 1, 'vaccinated'],
      ['3', '41371800000003', 1, 'deferred'],
      ['4', '41371800000004', 2, 'vaccinated'],
      ['5', '41371800000005', 2, 'vaccinated'],
    ])
    expect(rows.map(({ issuedAt }) => issuedAt)).toEqual(
      [1, 2, 3, 4, 5].map((minute) => at(`10:0${minute}:00`)),
    )
    expect(warnings.map(({ row, reason }) => [row, reason])).toEqual([[10, 'total-row']])
  })

  it('may hold totals', async () => {
    const { sheets } = accepted(await parseTokens(file('totals.xlsx'), IST))
    expect(sheets.map(({ centreId, sheet }) => [centreId, sheet])).toEqual([
      ['CIDCO', { kind: 'totals', issued: 123456, deferred: 0, left: 0 }],
      ['DKMM', { kind: 'totals', issued: 55, deferred: 3, left: 0 }],
    ])
  })

  it('may hold stock', async () => {
    const { legs } = accepted(await parseStock(file('stock.xlsx'), IST))
    expect(legs[0]?.rows).toEqual([
      { vialsOpened: 6, vaccine: 'COVISHIELD', batch: '', dosesPerVial: 10, dosesWasted: 0 },
    ])
  })

  it('may hold centres, with times of day by style, as text and as bare fractions', async () => {
    const { centres } = accepted(await parseCentres(file('centres.xlsx'), IST))
    expect(
      centres.map(({ centreId, opens, closes, suspendedAt }) => [centreId, opens, closes, suspendedAt]),
    ).toEqual([
      ['CIDCO', 540, 1080, at('13:30:00')],
      ['DKMM', 540, 1050, null],
    ])
  })

  it('may hold certificates, of which bad rows are quarantined', async () => {
    const { rows, quarantined } = accepted(await parseCertificates(file('certificates.xlsx'), IST))
    expect(
      rows.map(({ certificateId, date, ref, issuedAt }) => [certificateId, date, ref, issuedAt]),
    ).toEqual([
      ['C0001', '2021-08-28', '41371800000001', at('10:06:30')],
      ['1002', '2021-08-28', '41371800000002', at('12:00:00')],
    ])
    expect(quarantined.map(({ row, reason }) => [row, reason])).toEqual([[4, 'bad-date']])
  })
})

describe('a file that is no such workbook', () => {
  it.each([
    ['register.ods', 'is-opendocument'],
    ['register.xls', 'is-old-workbook'],
    ['web-page.xls', 'is-web-page'],
    ['password.xlsx', 'is-encrypted'],
    ['macros.xlsm', 'is-macro-workbook'],
  ])('%s is refused as %s, as a sheet and as a feed', async (name, reason) => {
    for (const parse of [parseTokens, parseCertificates]) {
      const faults = faultsOf(await parse(file(name), IST))
      expect(faults.map((fault) => fault.reason)).toEqual([reason])
    }
  })
})
