import { describe, expect, it } from 'vitest'
import { MAX_CENTRE_DAY_ROWS } from '../../lib/formats/centre-days.ts'
import { parseCertificates } from '../../lib/formats/parse.ts'
import { accepted, DKMM, file, IST, REF, reasonsOf } from './sheet-files.ts'

const HEADER =
  'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,vaccine,batch,issued_at,issued_by,status'
const feed = (...rows: readonly string[]) => file(HEADER, ...rows)
const GOOD = `C1,DKMM,2021-08-28,${REF},1,COVISHIELD,B7,2021-08-28T12:04:00+05:30,amc-admin,issued`

describe('a certificate feed', () => {
  it('becomes its rows', async () => {
    expect(accepted(await parseCertificates(feed(GOOD), IST))).toEqual({
      rowCount: 1,
      warnings: [],
      ignoredColumns: [],
      quarantined: [],
      rows: [
        {
          certificateId: 'C1',
          centreId: 'DKMM',
          date: '2021-08-28',
          ref: REF,
          dose: 1,
          vaccine: 'COVISHIELD',
          batch: 'B7',
          issuedAt: Date.parse('2021-08-28T12:04:00+05:30'),
          issuedBy: 'amc-admin',
          status: 'issued',
          received: 0,
        },
      ],
    })
  })

  it('may have its three required columns alone', async () => {
    const bytes = file('Certificate No;Centre;Date', 'C1;DKMM;28.08.2021')
    expect(accepted(await parseCertificates(bytes, IST)).rows).toMatchObject([
      {
        certificateId: 'C1',
        date: '2021-08-28',
        ref: '',
        dose: null,
        issuedAt: null,
        issuedBy: '',
        status: 'issued',
      },
    ])
  })

  it.each([
    ['2021-08-27T20:00:00Z', '2021-08-28'],
    ['2021-08-28 23:59', '2021-08-28'],
    ['2021-08-28T00:10:00+05:30', '2021-08-28'],
  ])('vaccinated at %s is of the day %s', async (written, date) => {
    expect(accepted(await parseCertificates(feed(`C1,DKMM,${written},,,,,,,`), IST)).rows[0]?.date).toBe(date)
  })

  it('keeps every row of a repeated id, in file order, revoked ones too', async () => {
    const revoked = GOOD.replace('issued', 'revoked')
    const { rows } = accepted(await parseCertificates(feed(GOOD, revoked, GOOD), IST))
    expect(rows.map(({ status }) => status)).toEqual(['issued', 'revoked', 'issued'])
  })

  it('quarantines bad rows by number and reason, and keeps the others', async () => {
    const bytes = feed(
      ',DKMM,2021-08-28,,,,,,,',
      'C2,,2021-08-28,,,,,,,',
      'C3,DKMM,,,,,,,,',
      'C4,DKMM,2021-02-30,,,,,,,',
      'C5,DKMM,2021-08-28,,,,,25:61,,',
      'C6,DKMM,2021-08-28,4.13718E+13,,,,,,',
      'C7,DKMM,2021-08-28,,zero,,,,,',
      'C8,DKMM,2021-08-28,,,,,,,lost',
      'C9,DKMM',
      GOOD,
    )
    const read = accepted(await parseCertificates(bytes, { ...IST, file: 'feed.csv' }))
    expect(read.rows.map(({ certificateId }) => certificateId)).toEqual(['C1'])
    expect(read.rowCount).toBe(10)
    expect(read.quarantined).toEqual([
      { file: 'feed.csv', row: 2, reason: 'missing-value' },
      { file: 'feed.csv', row: 3, reason: 'missing-value' },
      { file: 'feed.csv', row: 4, reason: 'missing-value' },
      { file: 'feed.csv', row: 5, reason: 'bad-date' },
      { file: 'feed.csv', row: 6, reason: 'bad-time' },
      { file: 'feed.csv', row: 7, reason: 'ref-in-scientific-notation' },
      { file: 'feed.csv', row: 8, reason: 'bad-dose' },
      { file: 'feed.csv', row: 9, reason: 'bad-status' },
      { file: 'feed.csv', row: 10, reason: 'ragged-row' },
    ])
  })

  it('takes a centre that the district does not know: that is a finding', async () => {
    const context = { ...IST, knownCentres: new Set(['WARD7']) }
    expect(accepted(await parseCertificates(feed(GOOD), context)).rows).toHaveLength(1)
  })

  it('is refused for rows of another centre or date than the upload it came in', async () => {
    const bytes = feed(GOOD, GOOD.replace('DKMM', 'WARD7'), GOOD.replace('2021-08-28', '2021-08-27'))
    expect(reasonsOf(await parseCertificates(bytes, DKMM))).toEqual([
      [3, 'centre_id', 'other-centre'],
      [4, 'vaccinated_on', 'other-date'],
    ])
  })

  it('is refused where it lacks a required column, also in an upload of its own centre and date', async () => {
    expect(reasonsOf(await parseCertificates(file('certificate_id,dose', 'C1,1'), DKMM))).toEqual([
      [1, 'centre_id', 'missing-column'],
      [1, 'vaccinated_on', 'missing-column'],
    ])
  })

  it('is refused where two columns mean the same', async () => {
    const bytes = file('certificate_id,centre_id,vaccinated_on,date', 'C1,DKMM,2021-08-28,2021-08-28')
    expect(reasonsOf(await parseCertificates(bytes, IST))).toEqual([[1, 'vaccinated_on', 'duplicate-column']])
  })

  it('may be empty below its header', async () => {
    expect(accepted(await parseCertificates(feed(), IST))).toMatchObject({
      rows: [],
      warnings: [{ reason: 'no-rows' }],
    })
  })

  it('tells of at most 50,000 certificates of a centre-day, as often as it likes', async () => {
    const rows = Array.from({ length: MAX_CENTRE_DAY_ROWS + 1 }, (_, at) => `C${at},DKMM,2021-08-28`)
    const three = 'certificate_id,centre_id,vaccinated_on'
    expect(reasonsOf(await parseCertificates(file(three, ...rows), IST))).toEqual([
      [null, 'centre_id', 'too-many-rows-in-centre-day'],
    ])
    const again = [...rows.slice(1), ...rows.slice(1)]
    expect(accepted(await parseCertificates(file(three, ...again), IST)).rowCount).toBe(
      2 * MAX_CENTRE_DAY_ROWS,
    )
  })
})
