import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { certificates, register } from '../support/files.ts'
import { folder, milaan, reportOf, SAMPLE } from './workspace.ts'

async function sampleFiles(date: string, leg: string): Promise<string[]> {
  const names = (await readdir(join(SAMPLE, date))).filter((name) => name.startsWith(leg))
  return names.sort().map((name) => join(SAMPLE, date, name))
}

async function sampleDay(date: string): Promise<string[]> {
  return [
    'reconcile',
    '--date',
    date,
    ...[
      '--tokens',
      ...(await sampleFiles(addDays(date, -1), 'tokens')),
      ...(await sampleFiles(date, 'tokens')),
    ],
    ...['--certificates', ...(await sampleFiles(date, 'certificates'))],
    ...['--centres', join(SAMPLE, 'centres.csv')],
  ]
}

const SIXTEEN = Array.from({ length: 16 }, (_, index) => `C00${56 + index}`)

describe('milaan reconcile', () => {
  it('names the sixteen of seventy-one on the sample day, and answers 1', async () => {
    const args = [...(await sampleDay('2021-08-28')), '--format', 'json']
    const { status, stdout } = await milaan(args)
    const { totals, centreDays } = JSON.parse(stdout)
    const dkmm = centreDays.find((centreDay: { centreId: string }) => centreDay.centreId === 'DKMM')

    expect(status).toBe(1)
    expect(totals).toMatchObject({ centreDays: 7, breach: 1, balanced: 6, surplus: 16 })
    expect(dkmm).toMatchObject({ outcome: 'breach', action: 'propose-suspension' })
    expect(dkmm.counts).toMatchObject({ tokens: 55, certificates: 71, matched: 55, surplus: 16 })
    expect(dkmm.findings[0]).toEqual({
      rule: 'certificate-without-token',
      severity: 'critical',
      count: 16,
      certificates: SIXTEEN,
      tokens: [],
      issuedBy: { 'amc-admin': 16 },
      at: '2021-08-28T12:04:00+05:30',
      explanation: '16 of 71 certificates have no token.',
    })
    expect(dkmm.findings.map(({ rule }: { rule: string }) => rule)).toEqual([
      'certificate-without-token',
      'running-excess',
    ])
  })

  it('says its findings in the language that is asked for, and in English where none is', async () => {
    const day = await sampleDay('2021-08-28')
    const sentences = async (...more: string[]): Promise<string> => {
      const { centreDays } = await reportOf([...day, ...more])
      return centreDays.flatMap(({ findings }) => findings.map((one) => one.explanation)).join(' ')
    }
    expect(await sentences()).toContain('16 of 71 certificates have no token.')
    for (const language of ['hi', 'mr']) {
      expect(await sentences('--lang', language)).toMatch(/71 .*\p{Script=Devanagari}.*16/u)
    }
  })

  it('answers 0 on an honest day', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(20))
    const feed = await write('feed.csv', certificates(20))
    const { status, stderr } = await milaan([
      'reconcile',
      ...['--date', '2021-08-28', '--tokens', tokens, '--certificates', feed],
    ])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('answers 1 where a required leg is missing, since that is not fine', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(3))
    const args = ['reconcile', '--date', '2021-08-28', '--tokens', tokens]
    expect((await milaan([...args, '--as-of', '2021-08-28T18:00'])).status).toBe(1)
    expect((await reportOf([...args, '--as-of', '2021-08-28T18:00'])).totals).toMatchObject({ incomplete: 1 })
  })

  it('lists every calendar day of a range, and reports those that have rows', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(2, { date: '2021-08-27' }))
    const feed = await write('feed.csv', certificates(2, { date: '2021-08-27' }))
    const report = await reportOf([
      'reconcile',
      ...['--date', '2021-08-27', '--to', '2021-08-29', '--tokens', tokens, '--certificates', feed],
    ])
    expect(report.dates).toEqual(['2021-08-27', '2021-08-28', '2021-08-29'])
    expect(report.centreDays.map(({ date }) => date)).toEqual(['2021-08-27'])
  })

  it('lets days that are not asked for serve: a token of the day before explains a late certificate', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(2, { date: '2021-08-27' }))
    const feed = await write('feed.csv', certificates(2, { date: '2021-08-28' }))
    const today = await write('today.csv', register(5, { from: 3 }))
    const report = await reportOf([
      'reconcile',
      ...['--date', '2021-08-28', '--tokens', tokens, today, '--certificates', feed],
    ])
    expect(report.centreDays[0]?.findings.map(({ rule }) => rule)).toEqual([
      'token-without-certificate',
      'late',
    ])
  })

  it('warns and answers 0 where no file holds a row of the day', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(2))
    const { status, stderr } = await milaan(['reconcile', '--date', '2021-08-21', '--tokens', tokens])
    expect(status).toBe(0)
    expect(stderr).toBe('warning: No file holds a row of 2021-08-21, so nothing was reconciled.\n')
  })

  it('finds certificates of a centre that is not in the list, and refuses tokens of one', async () => {
    const { write } = await folder()
    const centres = await write('centres.csv', ['centre_id,name', 'DKMM,DKMM College'])
    const tokens = await write('tokens.csv', register(2))
    const feed = await write('feed.csv', certificates(2, { centreId: 'GHOST' }))
    const day = ['reconcile', '--date', '2021-08-28', '--centres', centres]
    const report = await reportOf([...day, '--tokens', tokens, '--certificates', feed])
    expect(report.centreDays.find(({ centreId }) => centreId === 'GHOST')?.findings[0]?.rule).toBe(
      'unknown-centre',
    )

    const ghost = await write('ghost.csv', register(1, { centreId: 'GHOST' }))
    const refused = await milaan([...day, '--tokens', ghost])
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain(
      'ghost.csv: row 2, column centre_id, "GHOST": The district has no centre',
    )
  })

  it('judges by the policy that is given', async () => {
    const { write } = await folder()
    const policy = await write('policy.json', ['{ "suspension": { "mode": "auto" } }'])
    const tokens = await write('tokens.csv', register(5))
    const feed = await write('feed.csv', certificates(10))
    const args = ['reconcile', '--date', '2021-08-28', '--tokens', tokens, '--certificates', feed]
    expect((await reportOf(args)).centreDays[0]?.action).toBe('propose-suspension')
    expect((await reportOf([...args, '--policy', policy])).centreDays[0]?.action).toBe('suspend')
  })

  it('counts bookings and doses from their own files', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(1))
    const bookings = await write('bookings.csv', [
      'date,centre_id,beneficiary_ref',
      '2021-08-28,DKMM,41371800000055',
    ])
    const stock = await write('stock.csv', [
      'date,centre_id,vials_opened,doses_per_vial',
      '2021-08-28,DKMM,2,10',
    ])
    const { centreDays } = await reportOf([
      'reconcile',
      ...['--date', '2021-08-28', '--tokens', tokens, '--bookings', bookings, '--stock', stock],
    ])
    expect(centreDays[0]?.counts).toMatchObject({ bookings: 1, doses: 22 })
  })
})
