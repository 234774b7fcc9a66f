import { describe, expect, it } from 'vitest'
import { fromGateway, type GatewayEvent } from '../../../functions/api/gateway.ts'
import { answer } from '../../../functions/api/respond.ts'
import { register } from '../../support/files.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM', 'Civil Hospital', 'केंद्र-1'])
const OPERATOR = { username: 'ravi', 'cognito:groups': '[centre]', centre: 'Civil Hospital' }

/** An event as the HTTP API makes it: the path decoded, the groups of the token as a text. */
function event(rawPath: string, over: object = {}, claims: object | null = OPERATOR): GatewayEvent {
  const requestContext = { http: { method: 'GET' }, ...(claims ? { authorizer: { jwt: { claims } } } : {}) }
  const base = { rawPath, rawQueryString: '', headers: {}, isBase64Encoded: false, requestContext }
  return { ...base, ...over } as unknown as GatewayEvent
}
const ask = (given: GatewayEvent) => answer(fromGateway(given), api.system().deps)
const putting = (body: string, isBase64Encoded = false) => ({
  body,
  isBase64Encoded,
  headers: { 'Content-Type': 'text/csv' },
  requestContext: { http: { method: 'PUT' }, authorizer: { jwt: { claims: OPERATOR } } },
})

describe('an event of the HTTP API', () => {
  const sheet = `/v1/centres/Civil Hospital/days/${DAY}/sheets/tokens`
  const bytes = register(2, { centreId: 'Civil Hospital' })

  it('may hold the path decoded, and the file as text', async () => {
    const body = new TextDecoder().decode(bytes)
    expect(await ask(event(sheet, putting(body)))).toMatchObject({ status: 201 })
    expect(await ask(event(sheet, putting(Buffer.from(bytes).toString('base64'), true)))).toMatchObject({
      status: 200,
    })
  })

  it('may hold the path percent-encoded', async () => {
    expect(await ask(event(`/v1/centres/Civil%20Hospital/days/${DAY}`))).toMatchObject({ status: 200 })
  })

  it('reads groups that the authorizer handed on as text', async () => {
    const admin = { username: 'asha', 'cognito:groups': '[official admin]' }
    expect(await ask(event('/v1/centres/केंद्र-१', {}, admin))).toMatchObject({ status: 200 })
    const root = { username: 'asha', 'cognito:groups': '[officials administrators]' }
    expect(await ask(event('/v1/centres/DKMM', {}, root))).toMatchObject({ status: 403 })
  })

  it('is refused with 415 where a file that is no UTF-8 was handed on as text', async () => {
    const mangled = Buffer.from([0xff, 0xfe, 0x74, 0x00]).toString('utf8')
    expect(await ask(event(sheet, putting(mangled)))).toMatchObject({
      status: 415,
      body: { detail: expect.stringContaining('application/octet-stream') },
    })
  })

  it('knows no path but those of the API: what serves one machine alone is not there', async () => {
    for (const path of ['/local/token', '/local/inbox', '/local/inbox.json']) {
      const local = event(path, { requestContext: { http: { method: 'POST' } }, body: '{"user":"dio"}' })
      expect(await ask(local)).toMatchObject({ status: 401 })
      expect(await ask(event(path))).toMatchObject({ status: 404 })
    }
  })

  it('answers 500 without a word of what failed, and logs its kind and the route alone', async () => {
    const { deps } = api.system()
    const failing = {
      ...deps,
      store: {
        ...deps.store,
        heads: async () => {
          throw new TypeError('secret 41000000000001 at /tmp/x')
        },
      },
    }
    const official = { username: 'asha', 'cognito:groups': ['official'] }
    const found = await answer(fromGateway(event(`/v1/days/${DAY}`, {}, official)), failing)
    expect(found).toMatchObject({ status: 500, body: { type: 'urn:milaan:problem:fault' } })
    expect(JSON.stringify(found)).not.toMatch(/secret|4100000|tmp|TypeError/)
    expect(api.log().at(-1)).toEqual({
      level: 'error',
      code: 'request-failed',
      fields: { method: 'GET', route: '/v1/days/{date}', error: 'TypeError' },
    })
  })
})
