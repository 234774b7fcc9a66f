import { describe, expect, it } from 'vitest'
import { CERTIFICATE_HEADER, certificateRows, feed, register } from '../../support/files.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM', 'N8'])
const FEED = '/v1/feeds/certificates'
const put = (body: string | Uint8Array) => api.call('PUT', FEED, { as: 'registry', body })

describe('a certificate feed', () => {
  const bytes = feed(certificateRows(3), certificateRows(2, { centreId: 'N8' }))

  it('answers 201 with what it did to each centre-day, then 200 to the same bytes', async () => {
    await api.call('PUT', `/v1/centres/DKMM/days/${DAY}/sheets/tokens`, {
      as: 'operator-dkmm',
      body: register(3),
    })
    const first = await put(bytes)
    expect(first).toMatchObject({ status: 201, body: { rows: 5, quarantined: [], quarantinedRows: 0 } })
    expect((first.body as { centreDays: unknown[] }).centreDays).toMatchObject([
      { centreId: 'DKMM', date: DAY, counts: { certificates: 3, matched: 3 } },
      { centreId: 'N8', date: DAY, counts: { certificates: 2 } },
    ])
    const again = await put(bytes)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
  })

  it('keeps the good rows and quarantines the bad ones, each with its reason', async () => {
    const rows = [...certificateRows(1, { from: 50 }), `BAD-1,DKMM,not a date,,1,,`, `,DKMM,${DAY},,1,,`]
    const { status, body } = await put(feed(rows))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      rows: 3,
      quarantined: [
        { row: 3, reason: 'bad-date' },
        { row: 4, reason: 'missing-value' },
      ],
      quarantinedRows: 2,
    })
  })

  it('lists no more than a thousand quarantined rows and counts them all', async () => {
    const rows = Array.from({ length: 1500 }, (_, row) => `BAD-${row},DKMM,never,,1,,`)
    const { status, body } = await put(feed([...certificateRows(1, { from: 60 }), ...rows]))
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 1501, quarantinedRows: 1500 })
    expect((body as { quarantined: unknown[] }).quarantined).toHaveLength(1000)
  })

  it('takes certificates of a centre that the district does not know, and says so', async () => {
    const { status, body } = await put(feed(certificateRows(1, { centreId: 'GHOST #1/2' })))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      centreDays: [{ centreId: 'GHOST #1/2', findings: [{ rule: 'unknown-centre' }] }],
    })
    const path = `/v1/centres/${encodeURIComponent('GHOST #1/2')}/days/${DAY}`
    expect((await api.call('GET', path, { as: 'dio' })).body).toMatchObject({
      centreId: 'GHOST #1/2',
      findings: [{ rule: 'unknown-centre', severity: 'critical' }],
    })
  })

  it.each([
    ['an empty file', ''],
    ['no table', 'Certificates follow.\n'],
    ['a missing column', 'certificate_id,centre_id\nC1,DKMM\n'],
  ])('answers 422 to %s, and changes nothing', async (_, body) => {
    const before = await api.system().deps.store.heads([DAY])
    expect((await put(body)).status).toBe(422)
    expect(await api.system().deps.store.heads([DAY])).toEqual(before)
    expect(await api.system().deps.store.activeFeeds()).toEqual([])
  })

  it('answers 413 past 4 MiB', async () => {
    const row = `${certificateRows(1)[0]}\n`
    expect((await put(`${CERTIFICATE_HEADER}\n${row.repeat(60_000)}`)).status).toBe(413)
  })
})
