import { beforeAll, describe, expect, it } from 'vitest'
import { register } from '../../support/files.ts'
import { DAY, useApi } from './running-api.ts'

/** Kept with its digit as 0-9, however a path or a sheet writes it. */
const HINDI = 'केंद्र-1'
const SPACED = 'Civil Hospital 2'
const api = useApi(['DKMM', HINDI, SPACED])
const sheet = (centreId: string) => `/v1/centres/${centreId}/days/${DAY}/sheets/tokens`
const statusOf = async (path: string, as = 'dio', method = 'GET') =>
  (await api.call(method, path, { as })).status

beforeAll(async () => {
  await api.call('PUT', sheet('DKMM'), { as: 'admin', body: register(3) })
})

describe('what is not there', () => {
  it.each([
    '/v1/nothing',
    '/',
    '/v1',
    '/v2/health',
    '/v1//health',
    '/v1/centres//status',
    '//evil.example/v1/health',
    '/v1/centres/../health',
    '/v1/centres/%2e%2e/health',
    '/V1/HEALTH',
    '/v1/centres/UNKNOWN/status',
    '/v1/centres/..%2fDKMM/status',
    '/v1/centres/DKMM%2fstatus',
    '/v1/centres/DKMM%00/status',
    '/v1/centres/DKMM%0a/status',
    '/v1/centres/%E0%A4/status',
    '/v1/centres/%zz/status',
    `/v1/centres/${'x'.repeat(3000)}/status`,
    `/v1/centres/${'x'.repeat(3000)}/ledger`,
    '/v1/centres/UNKNOWN/ledger',
    '/v1/centres/UNKNOWN/days/2021-08-28',
    '/v1/days/2021-02-30',
    '/v1/days/28-08-2021',
    '/v1/days/0000-01-01',
    '/v1/days/9999-12-31',
    '/v1/incidents/UNKNOWN.2021-08-28.1',
    `/v1/incidents/${'x'.repeat(3000)}`,
    '/local/token',
    '/v1/uploads/UNKNOWN',
    '/v1/uploads/UNKNOWN/file',
    '/local/uploads',
  ])('answers 404: %.60s', async (path) => {
    expect(await statusOf(path, 'admin')).toBe(404)
  })

  it('answers 404 to a command about an incident or a centre that is not there', async () => {
    const json = { note: 'x' }
    expect((await api.call('POST', '/v1/incidents/NO.2021-08-28.1/notes', { as: 'dio', json })).status).toBe(
      404,
    )
    const propose = { action: 'propose', reason: 'r', reference: 'r', reviewOn: '2021-09-04' }
    const path = '/v1/centres/UNKNOWN/suspension'
    expect((await api.call('POST', path, { as: 'dio', json: propose })).status).toBe(404)
  })

  it.each(['..%2f..%2fetc', '%2e%2e', 'DKMM%20', '%20DKMM', 'A%2FB', 'x%0ay', `${'x'.repeat(65)}`])(
    'takes no sheet for the centre %.20s',
    async (centreId) => {
      const { status } = await api.call('PUT', sheet(centreId), { as: 'admin', body: register(1) })
      expect(status).toBe(404)
    },
  )

  it('takes no sheet for a leg or a date that is none', async () => {
    for (const path of [
      `/v1/centres/DKMM/days/${DAY}/sheets/vials`,
      '/v1/centres/DKMM/days/0000-01-01/sheets/tokens',
      '/v1/centres/DKMM/days/2021-13-01/sheets/tokens',
    ]) {
      expect((await api.call('PUT', path, { as: 'admin', body: register(1) })).status).toBe(404)
    }
  })

  it('tells a stranger nothing of what is there', async () => {
    for (const path of ['/v1/nothing', '/v1/centres/DKMM/status', '/v1/days/2021-08-28/../2021-08-27']) {
      expect((await api.call('GET', path)).status).toBe(401)
    }
  })
})

describe('methods', () => {
  it('answers 405 and names those that are allowed', async () => {
    const { status, headers, body } = await api.call('DELETE', '/v1/centres/DKMM', { as: 'admin' })
    expect(status).toBe(405)
    expect(headers.allow).toBe('GET, HEAD, PUT')
    expect(body).toMatchObject({ allowed: ['GET', 'HEAD', 'PUT'] })
    expect((await api.call('POST', '/v1/health', { as: 'dio' })).headers.allow).toBe('GET, HEAD')
    expect((await api.call('OPTIONS', '/v1/days/2021-08-28', { as: 'dio' })).status).toBe(405)
    expect((await api.call('PATCH', '/v1/feeds/certificates', { as: 'admin' })).headers.allow).toBe('PUT')
  })

  it('answers HEAD as GET, without a body, to whoever may GET', async () => {
    const head = await api.call('HEAD', `/v1/days/${DAY}`, { as: 'dio' })
    expect([head.status, head.text]).toEqual([200, ''])
    expect((await api.call('HEAD', `/v1/days/${DAY}`, { as: 'operator-dkmm' })).status).toBe(403)
    expect((await api.call('HEAD', `/v1/days/${DAY}`)).status).toBe(401)
    expect((await api.call('HEAD', '/v1/feeds/certificates', { as: 'admin' })).status).toBe(405)
  })
})

describe('how a path may be written', () => {
  it.each([
    ['केंद्र-१', HINDI],
    [SPACED, SPACED],
  ])('finds the centre %s percent-encoded', async (written, centreId) => {
    const name = encodeURIComponent(written)
    const put = await api.call('PUT', sheet(name), { as: 'admin', body: register(2, { centreId }) })
    expect(put).toMatchObject({ status: 201, body: { sheetId: `${centreId}.${DAY}.tokens.1` } })
    expect(await statusOf(`/v1/centres/${name}/status`)).toBe(200)
    expect(await statusOf(`/v1/centres/${name}/days/${DAY}`)).toBe(200)
  })

  it('reads a date in Devanagari digits', async () => {
    expect(
      (await api.call('GET', `/v1/days/${encodeURIComponent('२०२१-०८-२८')}`, { as: 'dio' })).body,
    ).toMatchObject({
      date: DAY,
    })
  })

  it('finds a centre whose letters are composed or not', async () => {
    const centreId = 'Pālghar'.normalize('NFC')
    const path = (form: 'NFC' | 'NFD') => `/v1/centres/${encodeURIComponent(centreId.normalize(form))}`
    await api.call('PUT', path('NFD'), { as: 'admin', json: { name: 'Palghar' } })
    const read = await api.call('GET', path('NFC'), { as: 'admin' })
    expect(read.body).toMatchObject({ centreId, name: 'Palghar' })
  })

  it('lets a centre whose name is in the claim uncomposed reach its own', async () => {
    const centre = 'Pālghar'.normalize('NFD')
    const claims = { username: 'ravi', 'cognito:groups': ['centre'], centre }
    const authorization = `Bearer ${api.system().issuer.issue(claims, Date.now())}`
    const path = `/v1/centres/${encodeURIComponent(centre.normalize('NFC'))}/days/${DAY}`
    expect((await api.call('GET', path, { headers: { authorization } })).status).toBe(404)
  })

  it('forgives one slash at the end', async () => {
    expect(await statusOf(`/v1/days/${DAY}/`)).toBe(200)
    expect(await statusOf(`/v1/days/${DAY}//`)).toBe(404)
  })

  it('does not take an encoded slash for the way to another centre', async () => {
    const path = `/v1/centres/DKMM%2f..%2fN8/days/${DAY}`
    expect((await api.call('GET', path, { as: 'operator-dkmm' })).status).toBe(403)
  })
})

describe('queries', () => {
  it.each(['?state=open&state=closed', '?staet=open', '?state=opened', '?replace=true', '?__proto__=1'])(
    'answers 400 to /v1/incidents%s',
    async (query) => {
      expect(await statusOf(`/v1/incidents${query}`)).toBe(400)
    },
  )

  it('answers 400 to a cursor that is not one of ours', async () => {
    expect(await statusOf(`/v1/days/${DAY}?cursor=abc`)).toBe(400)
    expect(await statusOf('/v1/centres/DKMM/ledger?cursor=-1')).toBe(400)
  })

  it('refuses a sheet whose `final` is neither true nor false, twice, or misspelt', async () => {
    for (const query of ['?final=yes', '?final=', '?final=true&final=false', '?Final=true', '?replace=1']) {
      const put = await api.call('PUT', `${sheet('DKMM')}${query}`, { as: 'admin', body: register(9) })
      expect(put.status).toBe(400)
    }
    expect((await api.system().deps.store.head('DKMM', DAY))?.legs.tokens?.version).toBe(1)
  })
})
