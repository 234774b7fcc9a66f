import { describe, expect, it } from 'vitest'
import { MAX_CENTRE_DAY_ROWS } from '../../lib/formats/centre-days.ts'
import { parseTokens } from '../../lib/formats/parse.ts'
import { accepted, DKMM, faultsOf, file, IST, REF, reasonsOf } from './sheet-files.ts'

const HEADER = 'date,centre_id,token_no,beneficiary_ref,dose,vaccine,issued_at,outcome,vaccinator'
const TOTALS = 'date,centre_id,tokens_issued,deferred,left'
const register = (...rows: readonly string[]) => file(HEADER, ...rows)

describe('a register', () => {
  it('becomes the rows of its centre-day', async () => {
    const bytes = register(`2021-08-28,DKMM,1,${REF},1,COVISHIELD,10:05,vaccinated,Nurse`)
    expect(accepted(await parseTokens(bytes, IST))).toEqual({
      rowCount: 1,
      warnings: [],
      ignoredColumns: [],
      sheets: [
        {
          centreId: 'DKMM',
          date: '2021-08-28',
          sheet: {
            kind: 'register',
            rows: [
              {
                tokenNo: '1',
                ref: REF,
                dose: 1,
                vaccine: 'COVISHIELD',
                issuedAt: Date.parse('2021-08-28T10:05:00+05:30'),
                outcome: 'vaccinated',
              },
            ],
          },
        },
      ],
    })
  })

  it('may be in Marathi, digits and all', async () => {
    const bytes = file(
      'दिनांक;केंद्र क्रमांक;टोकन क्रमांक;लाभार्थी आयडी;डोस;वेळ;स्थिती',
      '२८-०८-२०२१;DKMM;५५;४१३७१८००००००५५;पहिला डोस;१०:०५;निघून गेले',
    )
    expect(accepted(await parseTokens(bytes, IST)).sheets[0]?.sheet).toMatchObject({
      rows: [
        { tokenNo: '55', ref: REF, dose: 1, issuedAt: Date.parse('2021-08-28T04:35:00Z'), outcome: 'left' },
      ],
    })
  })

  it('may leave everything but date, centre and number empty', async () => {
    expect(accepted(await parseTokens(register('2021-08-28,DKMM,1,,,,,,'), IST)).sheets[0]?.sheet).toEqual({
      kind: 'register',
      rows: [{ tokenNo: '1', ref: '', dose: null, vaccine: '', issuedAt: null, outcome: 'vaccinated' }],
    })
  })

  it('of many centres and dates is the same value in any order of its rows', async () => {
    const rows = [
      `2021-08-29,A,1,${REF},1,,,,`,
      `2021-08-28,B,10,${REF},1,,,,`,
      `2021-08-28,B,9,${REF},2,,,,`,
      `2021-08-28,B,9,${REF},1,,,,`,
      '2021-08-28,A,T-2,,,,11:00,,',
      '2021-08-28,A,T-2,,,,10:00,,',
    ]
    const forwards = accepted(await parseTokens(register(...rows), IST)).sheets
    expect(forwards.map(({ date, centreId }) => `${date} ${centreId}`)).toEqual([
      '2021-08-28 A',
      '2021-08-28 B',
      '2021-08-29 A',
    ])
    expect(accepted(await parseTokens(register(...rows.toReversed()), IST)).sheets).toEqual(forwards)
  })

  it('may leave out date and centre where the upload has its own', async () => {
    const [sheet] = accepted(await parseTokens(file('token_no,time', '1,10:05'), DKMM)).sheets
    expect(sheet).toMatchObject({
      centreId: 'DKMM',
      date: '2021-08-28',
      sheet: { rows: [{ tokenNo: '1', issuedAt: Date.parse('2021-08-28T10:05:00+05:30') }] },
    })
  })

  it('without a row says that nobody came where the upload has its own centre and date, with a warning', async () => {
    expect(accepted(await parseTokens(register(), DKMM))).toMatchObject({
      sheets: [{ centreId: 'DKMM', date: '2021-08-28', sheet: { kind: 'register', rows: [] } }],
      warnings: [{ reason: 'no-rows' }],
    })
    expect(reasonsOf(await parseTokens(register(), IST))).toEqual([[1, null, 'no-rows']])
  })

  it('warns of a reference id of unusual length, without repeating it', async () => {
    const { warnings } = accepted(await parseTokens(register('2021-08-28,DKMM,1,4137180000,,,,,'), IST))
    expect(warnings).toMatchObject([{ row: 2, column: 'beneficiary_ref', reason: 'ref-unusual-length' }])
    expect(JSON.stringify(warnings)).not.toContain('4137180000')
  })

  it('names the columns that it does not read, and takes no count for a mark', async () => {
    const bytes = (deferred: string) =>
      file('date,centre_id,token_no,deferred,Remarks', `2021-08-28,DKMM,1,${deferred},x`)
    expect(accepted(await parseTokens(bytes('Y'), IST)).ignoredColumns).toEqual(['Remarks'])
    expect(reasonsOf(await parseTokens(bytes('3'), IST))).toEqual([[2, 'deferred', 'bad-outcome']])
  })
})

describe('a totals sheet', () => {
  it('becomes the counts of its centre-day, its parts 0 where empty', async () => {
    const bytes = file(TOTALS, '28/08/2021,DKMM,"1,23,456",5,', '28/08/2021,WARD7,०,,')
    expect(accepted(await parseTokens(bytes, IST)).sheets).toEqual([
      {
        centreId: 'DKMM',
        date: '2021-08-28',
        sheet: { kind: 'totals', issued: 123_456, deferred: 5, left: 0 },
      },
      { centreId: 'WARD7', date: '2021-08-28', sheet: { kind: 'totals', issued: 0, deferred: 0, left: 0 } },
    ])
  })

  it('may leave out date and centre where the upload has its own', async () => {
    expect(accepted(await parseTokens(file('tokens_issued', '55'), DKMM)).sheets).toMatchObject([
      { centreId: 'DKMM', date: '2021-08-28', sheet: { kind: 'totals', issued: 55 } },
    ])
  })

  it.each([
    ['-1,,', 'tokens_issued', 'negative-number', '-1'],
    ['many,,', 'tokens_issued', 'not-a-number', 'many'],
    [',,', 'tokens_issued', 'missing-value', null],
    ['55,-2,', 'deferred', 'negative-number', '-2'],
    ['55,,2.5', 'left', 'not-a-number', '2.5'],
    ['5,3,3', 'tokens_issued', 'parts-exceed-total', '5'],
  ])('with %s is refused at %s: %s', async (cells, column, reason, value) => {
    const faults = faultsOf(await parseTokens(file(TOTALS, `2021-08-28,DKMM,${cells}`), IST))
    expect(faults).toMatchObject([{ row: 2, column, reason, value }])
  })

  it('has one row for a centre-day', async () => {
    const row = '2021-08-28,DKMM,55,,'
    expect(reasonsOf(await parseTokens(file(TOTALS, row, '2021-08-27,DKMM,5,,', row), IST))).toEqual([
      [4, 'tokens_issued', 'repeated-totals'],
    ])
  })
})

describe('a file with registers and totals', () => {
  const BOTH = 'date,centre_id,token_no,tokens_issued'

  it('may have one kind for one centre-day and the other for another', async () => {
    const bytes = file(BOTH, '2021-08-28,A,1,', '2021-08-28,B,,55')
    expect(accepted(await parseTokens(bytes, IST)).sheets.map(({ sheet }) => sheet.kind)).toEqual([
      'register',
      'totals',
    ])
  })

  it('is refused where one centre-day has both', async () => {
    expect(reasonsOf(await parseTokens(file(BOTH, '2021-08-28,A,1,', '2021-08-28,A,,55'), IST))).toEqual([
      [3, 'tokens_issued', 'register-and-totals'],
    ])
    expect(reasonsOf(await parseTokens(file(BOTH, '2021-08-28,A,,55', '2021-08-28,A,1,'), IST))).toEqual([
      [3, 'token_no', 'register-and-totals'],
    ])
    expect(reasonsOf(await parseTokens(file(BOTH, '2021-08-28,A,1,55'), IST))).toEqual([
      [2, 'tokens_issued', 'register-and-totals'],
    ])
  })

  it('is refused where a row has neither', async () => {
    expect(reasonsOf(await parseTokens(file(BOTH, '2021-08-28,A,,'), IST))).toEqual([
      [2, 'token_no', 'missing-value'],
    ])
  })
})

describe('a token sheet', () => {
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
