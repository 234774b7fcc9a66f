import { describe, expect, it } from 'vitest'
import { parseBookings, parseCertificates, parseTokens } from '../../lib/formats/parse.ts'
import { accepted, DKMM, faultsOf, file, IST, REF, reasonsOf } from './sheet-files.ts'

const FEED = 'certificate_id,centre_id,vaccinated_on'
const WIDER = 'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose'
const row = (id: string) => `${id},DKMM,2021-08-28`
const REGISTER = 'date,centre_id,token_no'

describe('two tables in one file', () => {
  it('refuse a feed at the second header, be it the better one', async () => {
    const bytes = file(FEED, row('C1'), row('C2'), WIDER, `${row('C3')},${REF},1`)
    expect(reasonsOf(await parseCertificates(bytes, IST))).toEqual([[4, null, 'second-header']])
    const [fault] = faultsOf(await parseCertificates(bytes, IST))
    expect(fault?.message).toContain('the one in row 1')
    expect(fault?.message).toContain('hand them in as two files')
  })

  it('refuse a feed for columns in another order, or among columns that nobody reads', async () => {
    const turned = 'centre_id,certificate_id,vaccinated_on'
    expect(reasonsOf(await parseCertificates(file(FEED, row('C1'), turned), IST))).toEqual([
      [3, null, 'second-header'],
    ])
    const named = `${FEED},name,mobile,aadhaar,address`
    expect(reasonsOf(await parseCertificates(file(FEED, row('C1'), named), IST))).toEqual([
      [3, null, 'second-header'],
    ])
    const bookings = file('date,centre_id,beneficiary_ref', `2021-08-28,A,${REF}`, 'date,centre_id,slot')
    expect(reasonsOf(await parseBookings(bookings, IST))).toEqual([[3, null, 'second-header']])
  })

  it('refuse a sheet with every second header', async () => {
    const bytes = file(
      REGISTER,
      '2021-08-28,A,1',
      'token_no,centre_id,date',
      '2,A,2021-08-28',
      'centre,token,date',
    )
    expect(reasonsOf(await parseTokens(bytes, IST))).toEqual([
      [3, null, 'second-header'],
      [5, null, 'second-header'],
    ])
    const own = file('token_no,dose', '1,1', 'Token No,Name', '2,Ramesh')
    expect(reasonsOf(await parseTokens(own, DKMM))).toEqual([[3, null, 'second-header']])
  })

  it('are seen where they have other separators', async () => {
    const bytes = file(
      FEED.replaceAll(',', ';'),
      row('C1').replaceAll(',', ';'),
      WIDER,
      `${row('C3')},${REF},1`,
    )
    const read = accepted(await parseCertificates(bytes, IST))
    expect(read.rows.map(({ certificateId }) => certificateId)).toEqual(['C1'])
    expect(read.quarantined.map(({ row }) => row)).toEqual([3, 4])
  })

  it('are one where a paged print repeats its header', async () => {
    const feed = accepted(
      await parseCertificates(file(FEED, row('C1'), FEED, row('C2'), `${FEED},`, row('C3')), IST),
    )
    expect(feed.rows.map(({ certificateId }) => certificateId)).toEqual(['C1', 'C2', 'C3'])
    expect(feed.warnings).toMatchObject([
      { row: 3, reason: 'repeated-header' },
      { row: 5, reason: 'repeated-header' },
    ])
    const sheet = accepted(
      await parseTokens(file(REGISTER, '2021-08-28,A,1', REGISTER, '2021-08-28,A,2'), IST),
    )
    expect([sheet.rowCount, sheet.warnings]).toMatchObject([2, [{ row: 3, reason: 'repeated-header' }]])
  })

  it('are one where cells of data have the names of columns', async () => {
    const register = `${REGISTER},vaccine,outcome,vaccinator`
    expect(
      accepted(await parseTokens(file(register, '2021-08-28,A,1,Vaccine,left,Vaccinator'), IST)).rowCount,
    ).toBe(1)
    const own = file('token_no,vaccine,outcome', '1,लस,left', '2,टीका,deferred')
    expect(accepted(await parseTokens(own, DKMM)).rowCount).toBe(2)
  })
})

describe('a row above the header', () => {
  const titlesIn = async (...lines: readonly string[]) => {
    const { warnings } = accepted(await parseTokens(file(...lines), IST))
    return warnings.map(({ row, reason }) => [row, reason])
  }

  it('is warned of where it fills half of the columns', async () => {
    expect(await titlesIn('2021-08-27,A,9', 'Tokens,,', REGISTER, '2021-08-28,A,1')).toEqual([
      [1, 'title-row'],
    ])
    expect(await titlesIn('date,token_no', '2021-08-27,9', REGISTER, '2021-08-28,A,1')).toEqual([
      [1, 'title-row'],
      [2, 'title-row'],
    ])
  })

  it('is a plain title where it fills less', async () => {
    expect(await titlesIn('Tokens of 28 August', 'Ward,,', REGISTER, '2021-08-28,A,1')).toEqual([])
  })

  it('may tell the total, which is a column’s name too', async () => {
    const bytes = file('Total tokens,2', 'token_no,ref id,dose', `1,${REF},1`)
    expect(accepted(await parseTokens(bytes, DKMM)).sheets).toMatchObject([
      { sheet: { rows: [{ ref: REF }] } },
    ])
  })
})
