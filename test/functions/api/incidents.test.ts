import { beforeAll, describe, expect, it } from 'vitest'
import { certificateRows, feed, register } from '../../support/files.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM', 'N8'])
const DKMM = `DKMM.${DAY}.1`
const post = (id: string, command: string, json: object, headers: Readonly<Record<string, string>> = {}) =>
  api.call('POST', `/v1/incidents/${id}/${command}`, { as: 'dio', json, headers })
const get = (path: string) => api.call('GET', path, { as: 'dio' })

beforeAll(async () => {
  for (const centreId of ['DKMM', 'N8']) {
    const path = `/v1/centres/${centreId}/days/${DAY}/sheets/tokens?final=true`
    await api.call('PUT', path, { as: 'admin', body: register(5, { centreId }) })
  }
  const rows = ['DKMM', 'N8'].flatMap((centreId) => [
    ...certificateRows(5, { centreId }),
    ...certificateRows(16, { centreId, from: 1001, by: 'amc-admin' }),
  ])
  await api.call('PUT', '/v1/feeds/certificates', { as: 'registry', body: feed(rows) })
})

describe('an incident', () => {
  it('stands on the board and in the list of open ones', async () => {
    expect((await get(`/v1/days/${DAY}`)).body).toMatchObject({
      centreDays: [
        { centreId: 'DKMM', outcome: 'breach', action: 'propose-suspension', incidentId: DKMM },
        { centreId: 'N8', outcome: 'breach' },
      ],
      cursor: null,
    })
    expect((await get('/v1/incidents')).body).toMatchObject({
      incidents: [{ incidentId: DKMM, state: 'open', severity: 'critical', unexplained: 16 }, {}],
    })
    expect((await get('/v1/incidents?state=closed')).body).toEqual({ incidents: [] })
  })

  it('answers 409 to a step that is not allowed yet, and names those that are', async () => {
    for (const [command, json] of [
      ['inquiry', { note: 'At once' }],
      ['close', { note: 'At once', cause: 'false-alarm' }],
    ] as const) {
      expect(await post(DKMM, command, json)).toMatchObject({
        status: 409,
        body: { type: 'urn:milaan:problem:not-allowed-now', allowed: ['acknowledge', 'note'] },
      })
    }
  })

  it('needs a note where one is mandatory, and a cause to close', async () => {
    expect((await post(DKMM, 'notes', {})).status).toBe(400)
    expect((await post(DKMM, 'close', { note: 'x' })).status).toBe(400)
    expect((await post(DKMM, 'close', { note: 'x', cause: 'tired' })).status).toBe(400)
    expect((await post(DKMM, 'acknowledge', { note: 'x', by: 'head' })).status).toBe(400)
  })

  it('is acknowledged, looked into and closed, each step in its timeline', async () => {
    const acknowledged = await post(DKMM, 'acknowledge', {})
    expect(acknowledged).toMatchObject({
      status: 200,
      body: { state: 'acknowledged', acknowledgedBy: 'dio' },
    })
    expect((await post(DKMM, 'inquiry', { note: 'Registers are seized' })).body).toMatchObject({
      state: 'under-inquiry',
    })
    expect((await post(DKMM, 'notes', { note: 'Two logins' })).status).toBe(200)
    const closed = await post(DKMM, 'close', { note: 'Police complaint', cause: 'confirmed' })
    expect(closed.body).toMatchObject({ state: 'closed', cause: 'confirmed' })
    const { timeline } = (await get(`/v1/incidents/${DKMM}`)).body as { timeline: { kind: string }[] }
    expect(timeline.map(({ kind }) => kind)).toEqual([
      'result-stored',
      'suspension-changed',
      'incident-acknowledge',
      'incident-start-inquiry',
      'incident-note',
      'incident-close',
    ])
    expect((await post(DKMM, 'close', { note: 'Again', cause: 'confirmed' })).status).toBe(409)
  })

  it('answers 412 where If-Match names another revision', async () => {
    const id = `N8.${DAY}.1`
    const { etag } = (await get(`/v1/incidents/${id}`)).headers
    expect((await post(id, 'notes', { note: 'First' }, { 'if-match': '"77"' })).status).toBe(412)
    expect((await post(id, 'notes', { note: 'First' }, { 'if-match': 'nonsense' })).status).toBe(412)
    expect((await post(id, 'notes', { note: 'First' }, { 'if-match': etag! })).status).toBe(200)
    expect((await post(id, 'notes', { note: 'Second' }, { 'if-match': etag! })).status).toBe(412)
  })
})
