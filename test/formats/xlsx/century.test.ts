import { describe, expect, it } from 'vitest'
import { parseTokens } from '../../../lib/formats/parse.ts'
import { accepted, DKMM, IST, reasonsOf } from '../sheet-files.ts'
import { buildWorkbook, rowsOf } from './workbook-builder.ts'

const REGISTER = ['date', 'centre_id', 'token_no', 'time']
const read = (rows: readonly (readonly (string | number)[])[], context = IST) =>
  parseTokens(buildWorkbook({ sheets: [{ rows: rowsOf(rows) }] }), context)

describe('a number where a date or a time should be', () => {
  it.each([
    ['a time written with a dot', [44436, 'DKMM', 1, 10.3], [[2, 'issued_at', 'bad-time']]],
    ['a year', [2021, 'DKMM', 1, 0.5], [[2, 'date', 'bad-date']]],
    ['a day and a month with a dot', [28.8, 'DKMM', 1, 0.5], [[2, 'date', 'bad-date']]],
    ['a time of another year', [44436, 'DKMM', 1, 44000.5], [[2, 'issued_at', 'time-of-another-day']]],
  ])('is refused where it is %s', async (_, row, faults) => {
    expect(reasonsOf(await read([REGISTER, row]))).toEqual(faults)
  })
})

describe('a register that lacks a column beside a summary that is whole', () => {
  it('is what is told of', async () => {
    const register = rowsOf([
      ['Tokan No', 'Beneficiary Ref ID', 'Dose', 'Time', 'Outcome'],
      [1, '41371800000001', 1, 0.5, ''],
    ])
    const summary = rowsOf([
      ['Total Tokens', 'Vaccinated'],
      [55, 50],
    ])
    const bytes = buildWorkbook({ sheets: [{ rows: register }, { rows: summary }] })
    expect(reasonsOf(await parseTokens(bytes, DKMM))).toEqual([[1, 'Tokan No', 'near-miss']])
    const alone = buildWorkbook({ sheets: [{ rows: summary }, { rows: rowsOf([['Notes']]) }] })
    expect(accepted(await parseTokens(alone, DKMM)).sheets).toMatchObject([{ sheet: { issued: 55 } }])
  })
})

describe('texts that a workbook shares', () => {
  it('are refused where all of them are more than is held', async () => {
    const strings = Array.from({ length: 2200 }, (_, at) => `${at}${'x'.repeat(32_000)}`)
    const rows = `${rowsOf([['date', 'centre_id', 'token_no']])}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`
    expect(reasonsOf(await parseTokens(buildWorkbook({ sheets: [{ rows }], strings }), IST))).toEqual([
      [null, null, 'unpacks-too-large'],
    ])
  })
})
