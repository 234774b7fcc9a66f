import { describe, expect, it } from 'vitest'
import { parseCertificates, parseTokens } from '../../lib/formats/parse.ts'
import { accepted, DKMM, file, IST, REF, reasonsOf } from './sheet-files.ts'

const REGISTER = 'date,centre_id,token_no,beneficiary_ref,issued_at'
const ROW = '2021-08-28,DKMM'

describe('a text below the rows of a sheet that is sent for its own centre and day', () => {
  it.each([
    'Prepared by: Sunita Patil 9822012345',
    'Note: 3 people left',
    'Medical Officer',
    'Register page 2',
    'Total Beneficiaries',
    'Page Total',
    'Centre N8',
    'एकूण लाभार्थी २',
  ])('is no token: %s', async (text) => {
    const faults = await parseTokens(file('token_no,beneficiary_ref', `1,${REF}`, `${text},`), DKMM)
    expect(faults.ok ? accepted(faults).warnings : reasonsOf(faults)).toMatchObject(
      faults.ok ? [{ row: 3, reason: 'total-row' }] : [[3, 'token_no', 'bad-token-no']],
    )
  })

  it.each([
    '1',
    '007',
    'T-12',
    'A 12',
    'MH 20 7',
    'TOTAL12',
    'Token no. 12',
    'टोकन क्र. १२',
    '28082021/55',
    'B',
  ])('is a token where it is a number: %s', async (tokenNo) => {
    const read = accepted(await parseTokens(file('token_no,beneficiary_ref', `${tokenNo},${REF}`), DKMM))
    expect(read.sheets[0]?.sheet).toMatchObject({ kind: 'register', rows: [{ ref: REF }] })
  })
})

describe('a register that marks who was sent away in columns of their own', () => {
  const header = 'token_no,deferred,left'

  it('is read by those marks', async () => {
    const bytes = file(header, '1,,', '2,Y,', '3,,✓', '4,हो,', '5,n,no')
    const { sheets, ignoredColumns } = accepted(await parseTokens(bytes, DKMM))
    const sheet = sheets[0]?.sheet
    expect(sheet?.kind === 'register' && sheet.rows.map(({ outcome }) => outcome)).toEqual([
      ...['vaccinated', 'deferred', 'left', 'deferred', 'vaccinated'],
    ])
    expect(ignoredColumns).toEqual([])
  })

  it('is refused where a mark is none', async () => {
    expect(reasonsOf(await parseTokens(file(header, '1,perhaps,'), DKMM))).toEqual([
      [2, 'deferred', 'bad-outcome'],
    ])
  })
})

describe('an id', () => {
  it('that a spreadsheet has cut to a power of ten is refused, in every column', async () => {
    const feed = file(
      'certificate_id,centre_id,vaccinated_on',
      '9.87654E+13,DKMM,2021-08-28',
      'C1,1E+05,2021-08-28',
    )
    expect(accepted(await parseCertificates(feed, IST)).quarantined.map(({ reason }) => reason)).toEqual([
      'ref-in-scientific-notation',
      'ref-in-scientific-notation',
    ])
  })

  it('that a spreadsheet could not work out is refused', async () => {
    expect(reasonsOf(await parseTokens(file('token_no', '#VALUE!'), DKMM))[0]?.[2]).toMatch(/^bad-/)
    const feed = file('certificate_id,centre_id,vaccinated_on', 'C1,#N/A,2021-08-28')
    expect(accepted(await parseCertificates(feed, IST)).quarantined).toMatchObject([{ reason: 'bad-id' }])
  })

  it('is one whatever the blanks inside, and may be wrapped as exports do', async () => {
    const bytes = file(REGISTER, `2021-08-28,DK\u00a0MM,="007",="${REF}",`)
    expect(accepted(await parseTokens(bytes, IST)).sheets).toMatchObject([
      { centreId: 'DK MM', sheet: { rows: [{ tokenNo: '007', ref: REF }] } },
    ])
  })
})

describe('a header in two languages, one row below the other', () => {
  it('is one header', async () => {
    const bytes = file('दिनांक,केंद्र,टोकन क्र.,लाभार्थी आयडी,वेळ', REGISTER, `${ROW},1,${REF},10:05`)
    const read = accepted(await parseTokens(bytes, IST))
    expect(read.sheets).toMatchObject([{ centreId: 'DKMM', sheet: { rows: [{ ref: REF }] } }])
  })
})

describe('a day or a time of another century or day', () => {
  it('is refused', async () => {
    const late = file(REGISTER, `${ROW},1,${REF},2020-08-28T10:05`)
    expect(reasonsOf(await parseTokens(late, IST))).toEqual([[2, 'issued_at', 'time-of-another-day']])
    const night = file(REGISTER, `${ROW},1,${REF},2021-08-29T00:10`)
    expect((await parseTokens(night, IST)).ok).toBe(true)
  })

  it('is a date where midnight is behind it', async () => {
    const bytes = file(REGISTER, `2021-08-28 00:00:00,DKMM,1,${REF},`)
    expect(accepted(await parseTokens(bytes, IST)).sheets).toMatchObject([{ date: '2021-08-28' }])
  })
})
