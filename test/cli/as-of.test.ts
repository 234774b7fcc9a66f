import { describe, expect, it } from 'vitest'
import { certificates, register } from '../support/files.ts'
import { countsOf, DAY } from './one-day.ts'
import { folder, milaan, reportOf } from './workspace.ts'

describe('--as-of shows a day as it was known then', () => {
  it('hides rows issued later, and lets what the sheet cannot know yet be pending', async () => {
    const { write } = await folder()
    const tokens = await write('t.csv', register(5))
    const certs = await write('c.csv', certificates(9))
    const args = [...DAY, '--tokens', tokens, '--certificates', certs]
    expect(await countsOf(args)).toMatchObject({ tokens: 5, certificates: 9, surplus: 4, pending: 0 })
    expect(await countsOf([...args, '--as-of', '2021-08-28T09:14'])).toMatchObject({
      tokens: 4,
      certificates: 4,
    })
    expect(await countsOf([...args, '--as-of', '2021-08-28T20:00'])).toMatchObject({ surplus: 0, pending: 4 })
  })

  it('is when a sheet without times was handed in: what was issued before it is not pending', async () => {
    const { write } = await folder()
    const totals = await write('t.csv', ['date,centre_id,tokens_issued', '2021-08-28,DKMM,2'])
    const certs = await write('c.csv', certificates(5))
    const args = [...DAY, '--tokens', totals, '--certificates', certs, '--as-of', '2021-08-28T18:00']
    expect(await countsOf(args)).toMatchObject({ absorbed: 2, surplus: 3, pending: 0 })
  })

  it('lets a file hold days up to itself, when it is ahead of the clock, and never fewer than have come', async () => {
    const { write } = await folder()
    const later = await write('later.csv', register(1, { date: '2021-09-05' }))
    const seen = (file: string, asOf: string) =>
      milaan(['reconcile', '--date', '2021-08-28', '--tokens', file, '--as-of', asOf])
    expect((await seen(later, '2021-09-05T09:30')).status).toBe(0)
    expect((await seen(later, '2021-09-04T23:30')).status).toBe(2)
    const known = await write('known.csv', register(1, { date: '2021-08-30' }))
    expect((await seen(known, '2021-08-28T13:00')).status).toBe(0)
  })

  it('is on the district’s clock unless it has an offset', async () => {
    const { write } = await folder()
    const utc = await write('utc.json', ['{ "timeZone": "UTC" }'])
    const certs = await write('c.csv', certificates(2))
    const args = [...DAY, '--certificates', certs]
    const seen = async (...more: string[]) => (await reportOf([...args, ...more])).totals.certificates
    expect(await seen('--as-of', '2021-08-28T09:03')).toBe(1)
    expect(await seen('--as-of', '2021-08-28T03:33:00Z')).toBe(1)
    expect(await seen('--as-of', '2021-08-28T09:03:00+05:30', '--policy', utc)).toBe(1)
    expect(await seen('--as-of', '2021-08-28T09:03', '--policy', utc)).toBe(2)
  })
})
