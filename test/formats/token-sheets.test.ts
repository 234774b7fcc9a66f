import { describe, expect, it } from 'vitest'
import { MAX_CENTRE_DAY_ROWS } from '../../lib/formats/centre-days.ts'
import { parseTokens } from '../../lib/formats/parse.ts'
import { register } from './register-file.ts'
import { accepted, DKMM, faultsOf, file, IST, REF, reasonsOf } from './sheet-files.ts'

describe('a token sheet of either kind', () => {
  it('is refused whole with every fault of every row', async () => {
    const bytes = register(
      `30-02-2021,DKMM,1,${REF},1,,10:05,vaccinated,`,
      `2021-08-28,,2,${REF},none,,25:00,went,`,
      '2021-08-28,DKMM',
      `2021-08-28,DKMM,,4.13718E+13,1,,10:05,,`,
      `2021-08-28,DKMM,5,12345678901234567,1,,10:05,,,,surplus`,
      `2021-08-28,DKMM,6,${REF},1,,10:05,vaccinated,`,
    )
    expect(reasonsOf(await parseTokens(bytes, IST))).toEqual([
      [2, 'date', 'bad-date'],
      [3, 'centre_id', 'missing-value'],
      [3, 'dose', 'bad-dose'],
      [3, 'issued_at', 'bad-time'],
      [3, 'outcome', 'bad-outcome'],
      [4, null, 'ragged-row'],
      [5, 'token_no', 'missing-value'],
      [5, 'beneficiary_ref', 'ref-in-scientific-notation'],
      [6, null, 'ragged-row'],
    ])
  })

  it('takes rows that end in empty cells, as spreadsheets write them', async () => {
    expect(accepted(await parseTokens(register('2021-08-28,DKMM,1,,,,,,,,,'), IST)).rowCount).toBe(1)
  })

  it('is refused where its header lacks a column', async () => {
    expect(reasonsOf(await parseTokens(file('date,token_no', '2021-08-28,1'), IST))).toEqual([
      [1, 'centre_id', 'missing-column'],
    ])
    expect(reasonsOf(await parseTokens(file('date,centre_id,dose', '2021-08-28,A,1'), IST))).toEqual([
      [1, 'token_no', 'missing-column'],
    ])
  })

  it('is refused for rows of another centre or date than its own', async () => {
    const bytes = register('2021-08-28,WARD7,1,,,,,,', '2021-08-27,DKMM,2,,,,,,', '2021-08-28,DKMM,3,,,,,,')
    expect(faultsOf(await parseTokens(bytes, DKMM))).toMatchObject([
      { row: 2, column: 'centre_id', value: 'WARD7', reason: 'other-centre' },
      { row: 3, column: 'date', value: '2021-08-27', reason: 'other-date' },
    ])
  })

  it('is refused for a day that has not come, and taken on it', async () => {
    const bytes = register('29-08-2021,DKMM,1,,,,,,')
    const context = { ...IST, today: '2021-08-28' }
    expect(reasonsOf(await parseTokens(bytes, context))).toEqual([[2, 'date', 'future-date']])
    expect((await parseTokens(bytes, { ...IST, today: '2021-08-29' })).ok).toBe(true)
    const stoodIn = { ...DKMM, date: '2021-08-29' }
    expect(reasonsOf(await parseTokens(file('token_no', '1'), stoodIn))).toEqual([[2, 'date', 'future-date']])
  })

  it('is refused for a centre that the district does not know, where it knows its centres', async () => {
    const bytes = register('2021-08-28,DKMN,1,,,,,,')
    expect((await parseTokens(bytes, IST)).ok).toBe(true)
    expect(faultsOf(await parseTokens(bytes, { ...IST, knownCentres: new Set(['DKMM']) }))).toMatchObject([
      { row: 2, column: 'centre_id', value: 'DKMN', reason: 'unknown-centre' },
    ])
  })

  it("is read by the district's own names and pattern", async () => {
    const context = { ...DKMM, aliases: { token_no: ['Chit'] }, refPattern: '[A-Z]{2}\\d{4}' }
    const read = await parseTokens(file('Chit,ref id', '1,MH1234'), context)
    expect(accepted(read).sheets[0]?.sheet).toMatchObject({ rows: [{ tokenNo: '1', ref: 'MH1234' }] })
    const [fault] = faultsOf(await parseTokens(file('Chit,ref id', '1,xMH12345'), context))
    expect(fault).toMatchObject({ row: 2, column: 'beneficiary_ref', reason: 'bad-ref-for-district' })
    expect(fault?.message).toContain('the form that the district uses')
    expect(fault?.message).not.toMatch(/\d/)
    const [usual] = faultsOf(await parseTokens(file('token,ref id', '1,xMH12345'), DKMM))
    expect(usual?.message).toContain('14 as a rule, 10 to 16 at most')
  })

  it('holds at most 50,000 rows of a centre-day', async () => {
    const rows = Array.from({ length: MAX_CENTRE_DAY_ROWS + 1 }, (_, at) => `${at}`)
    expect(reasonsOf(await parseTokens(file('token_no', ...rows), DKMM))).toEqual([
      [null, 'centre_id', 'too-many-rows-in-centre-day'],
    ])
    expect(accepted(await parseTokens(file('token_no', ...rows.slice(1)), DKMM)).rowCount).toBe(
      MAX_CENTRE_DAY_ROWS,
    )
  })

  it('has dates without a time, and texts of at most 200 characters', async () => {
    const bytes = file(
      'date,centre_id,token_no,vaccine',
      '2021-08-28T10:00,A,1,',
      `2021-08-28,A,2,${'x'.repeat(201)}`,
    )
    expect(reasonsOf(await parseTokens(bytes, IST))).toEqual([
      [2, 'date', 'bad-date'],
      [3, 'vaccine', 'text-too-long'],
    ])
  })

  it('has ids that can be typed: no mark that turns the direction, no separator of lines', async () => {
    expect(reasonsOf(await parseTokens(file('token_no,dose', '\u202e1,1', '2\u20283,1'), DKMM))).toEqual([
      [2, 'token_no', 'bad-id'],
      [3, 'token_no', 'bad-id'],
    ])
  })

  it('has ids of at most 100 characters on one line', async () => {
    expect(
      reasonsOf(await parseTokens(file('token_no,dose', '"1\n2",1', `${'x'.repeat(101)},1`), DKMM)),
    ).toEqual([
      [2, 'token_no', 'bad-id'],
      [3, 'token_no', 'bad-id'],
    ])
  })
})
