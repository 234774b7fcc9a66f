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

describe('a feed of another leg', () => {
  const BOOKINGS = `date,centre_id,beneficiary_ref,dose\n${DAY},DKMM,41371800000001,1\n${DAY},N8,41371800000002,1\n`
  const STOCK = `date,centre_id,vials_opened\n${DAY},DKMM,3\n${DAY},N8,1\n`
  const at = (leg: string, as: string, body: string) => api.call('PUT', `/v1/feeds/${leg}`, { as, body })

  it.each([
    ['bookings', 'registry', BOOKINGS],
    ['tokens', 'admin', `date,centre_id,tokens_issued\n${DAY},DKMM,60\n${DAY},N8,2\n`],
    ['stock', 'admin', STOCK],
  ])('of %s answers 201 with each centre-day, then 200', async (leg, as, body) => {
    const first = await at(leg, as, body)
    expect(first).toMatchObject({
      status: 201,
      body: { rows: 2, centreDays: [{ centreId: 'DKMM' }, { centreId: 'N8' }], refused: [] },
    })
    expect((await at(leg, as, body)).status).toBe(200)
  })

  it('is handed in by nobody whose leg it is not', async () => {
    expect((await at('tokens', 'registry', STOCK)).status).toBe(403)
    expect((await at('bookings', 'operator-dkmm', BOOKINGS)).status).toBe(403)
    expect((await at('stock', 'operator-dkmm', STOCK)).status).toBe(403)
    expect((await at('vials', 'admin', STOCK)).status).toBe(404)
  })
})

describe('?replace=true', () => {
  const count = async (centreId: string) => {
    const { body } = await api.call('GET', `/v1/centres/${centreId}/days/${OTHER_DAY}`, { as: 'dio' })
    return (body as { counts: { certificates: number } }).counts.certificates
  }
  const OTHER_DAY = '2021-08-27'

  it('takes what a feed omits out of the count', async () => {
    await put(feed(certificateRows(5, { date: OTHER_DAY })))
    const { status } = await api.call('PUT', `${FEED}?replace=true`, {
      as: 'registry',
      body: feed(certificateRows(3, { date: OTHER_DAY })),
    })
    expect([status, await count('DKMM')]).toEqual([201, 3])
  })

  it('does so for the certificates of one centre-day', async () => {
    const path = `/v1/centres/DKMM/days/${OTHER_DAY}/sheets/certificates`
    const body = feed(certificateRows(1, { date: OTHER_DAY }))
    expect((await api.call('PUT', `${path}?replace=true`, { as: 'registry', body })).status).toBe(201)
    expect(await count('DKMM')).toBe(1)
    expect((await api.call('PUT', `${path}?replace=true`, { as: 'registry', body })).status).toBe(200)
  })
})

describe('what became of a feed', () => {
  it('tells which rows could not be read, to the registry that sent it, officials and admins', async () => {
    const { body } = await put(feed([`C-1,DKMM,${DAY},,x,,`, 'C-2,DKMM,never,,1,,', ...certificateRows(2)]))
    const path = `/v1/feeds/${(body as { sheetId: string }).sheetId}`
    const told = await api.call('GET', path, { as: 'registry' })
    expect(told).toMatchObject({
      status: 200,
      body: {
        leg: 'certificates',
        state: 'applied',
        rows: 4,
        quarantinedRows: 2,
        reasons: { 'bad-date': 1, 'bad-dose': 1 },
        quarantined: [
          { row: 2, column: 'dose', reason: 'bad-dose' },
          { row: 3, column: 'vaccinated_on', reason: 'bad-date' },
        ],
      },
    })
    for (const as of ['dio', 'admin']) expect((await api.call('GET', path, { as })).body).toEqual(told.body)
    expect((await api.call('GET', path, { as: 'operator-dkmm' })).status).toBe(403)
  })

  it('is told of a feed of one centre-day too, and of none that is another registry’s or is not there', async () => {
    const path = `/v1/centres/N8/days/${DAY}/sheets/certificates`
    const body = feed(certificateRows(2, { centreId: 'N8', from: 70 }), [`X,N8,${DAY},,x,,`])
    await api.call('PUT', path, { as: 'admin', body })
    const board = (await api.call('GET', `/v1/days/${DAY}`, { as: 'dio' })).body as {
      quarantined: { rows: number; feeds: { feedId: string; rows: number }[] }
    }
    const { feedId, rows } = board.quarantined.feeds.at(-1)!
    expect(rows).toBe(1)
    expect((await api.call('GET', `/v1/feeds/${feedId}`, { as: 'admin' })).status).toBe(200)
    expect((await api.call('GET', `/v1/feeds/${feedId}`, { as: 'registry' })).status).toBe(404)
    expect((await api.call('GET', '/v1/feeds/feed.99999', { as: 'admin' })).status).toBe(404)
    expect((await api.call('GET', '/v1/feeds/feed.x', { as: 'admin' })).status).toBe(404)
  })

  it('is counted on the board of the day that its rows speak of', async () => {
    const { body } = await api.call('GET', `/v1/days/${DAY}`, { as: 'dio' })
    const { quarantined } = body as { quarantined: { rows: number; feeds: { rows: number }[] } }
    expect(quarantined.rows).toBe(quarantined.feeds.reduce((sum, { rows }) => sum + rows, 0))
    expect(quarantined.rows).toBeGreaterThan(0)
  })
})
