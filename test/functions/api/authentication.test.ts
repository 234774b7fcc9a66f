import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimsOf } from '../../../cli/serve/users.ts'
import { tokenIssuer } from '../../../lib/adapters/local/token-issuer.ts'
import { useApi } from './running-api.ts'

const api = useApi()
const BOARD = '/v1/days/2021-08-28'
const askWith = (authorization: string) => api.call('GET', BOARD, { headers: { authorization } })
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const dio = claimsOf('dio', [])!

describe('a call that needs a token', () => {
  it('answers whoever has one', async () => {
    expect((await api.call('GET', BOARD, { as: 'dio' })).status).toBe(200)
  })

  it('answers 401 without one, and says that a bearer token is needed', async () => {
    const { status, headers } = await api.call('GET', BOARD)
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toBe('Bearer realm="milaan"')
  })

  it('answers 401 to a token of another key', async () => {
    const stranger = await tokenIssuer(await mkdtemp(join(tmpdir(), 'milaan-key-')))
    expect((await askWith(`Bearer ${stranger.issue(dio, Date.now())}`)).status).toBe(401)
  })

  it('answers 401 to a token whose claims were altered', async () => {
    const [head, payload, signature] = (await api.token('operator-dkmm')).split('.') as [
      string,
      string,
      string,
    ]
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const altered = encoded({ ...claims, 'cognito:groups': ['official'] })
    expect((await askWith(`Bearer ${head}.${altered}.${signature}`)).status).toBe(401)
  })

  it('answers 401 to a token that has expired', async () => {
    const twoHoursAgo = api.system().issuer.issue(dio, Date.now() - 2 * 3_600_000)
    expect((await askWith(`Bearer ${twoHoursAgo}`)).status).toBe(401)
  })

  it('answers 401 to a token that is signed by nobody', async () => {
    const [, payload] = (await api.token('dio')).split('.') as [string, string]
    const none = encoded({ alg: 'none', typ: 'JWT', kid: 'local' })
    expect((await askWith(`Bearer ${none}.${payload}.`)).status).toBe(401)
    expect((await askWith(`Bearer ${none}.${payload}`)).status).toBe(401)
  })

  it('answers 401 to a token that is signed with the public key as a secret', async () => {
    const [, payload] = (await api.token('dio')).split('.') as [string, string]
    const head = encoded({ alg: 'HS256', typ: 'JWT', kid: 'local' })
    expect((await askWith(`Bearer ${head}.${payload}.c2lnbmF0dXJl`)).status).toBe(401)
  })

  it.each(['Basic ZGlvOmRpbw==', 'Bearer', 'Bearer ', 'Bearer a.b.c', 'dio', `Bearer ${'x'.repeat(8000)}`])(
    'answers 401 to the authorization %.20s',
    async (authorization) => {
      expect((await askWith(authorization)).status).toBe(401)
    },
  )

  it('answers 401 to a person who bears the name of the system', async () => {
    const token = api.system().issuer.issue({ ...dio, username: 'milaan' }, Date.now())
    expect((await askWith(`Bearer ${token}`)).status).toBe(401)
  })

  it('takes the header and the scheme in any case', async () => {
    const token = await api.token('dio')
    expect((await api.call('GET', BOARD, { headers: { AUTHORIZATION: `bearer ${token}` } })).status).toBe(200)
  })
})

describe('what anyone may ask', () => {
  it.each(['/v1/health', '/v1/openapi.json'])(
    '%s answers without a token, and with a bad one',
    async (path) => {
      expect((await api.call('GET', path)).status).toBe(200)
      expect((await api.call('GET', path, { headers: { authorization: 'Bearer x' } })).status).toBe(200)
    },
  )
})
