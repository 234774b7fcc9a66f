import { describe, expect, it } from 'vitest'
import { parseTokens } from '../../lib/formats/parse.ts'
import { register } from './register-file.ts'
import { accepted, DKMM, faultsOf, file, IST, REF, reasonsOf } from './sheet-files.ts'

const TOTALS = 'date,centre_id,tokens_issued,deferred,left'

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
