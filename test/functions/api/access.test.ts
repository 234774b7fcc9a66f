import { describe, expect, it } from 'vitest'
import type { Group } from '../../../functions/api/http.ts'
import { ROUTES } from '../../../functions/api/routes/index.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi()

/** Who may, as the contract's section 6 says; `open` is anyone. Written out here so that no route decides for itself. */
const MAY: Readonly<Record<string, 'open' | readonly Group[]>> = {
  'GET /v1/health': 'open',
  'GET /v1/openapi.json': 'open',
  'PUT /v1/centres/{centreId}/days/{date}/sheets/tokens': ['centre', 'admin'],
  'PUT /v1/centres/{centreId}/days/{date}/sheets/stock': ['centre', 'admin'],
  'PUT /v1/centres/{centreId}/days/{date}/sheets/certificates': ['registry', 'admin'],
  'PUT /v1/centres/{centreId}/days/{date}/sheets/bookings': ['registry', 'admin'],
  'PUT /v1/feeds/certificates': ['registry', 'admin'],
  'PUT /v1/feeds/bookings': ['registry', 'admin'],
  'PUT /v1/feeds/tokens': ['admin'],
  'PUT /v1/feeds/stock': ['admin'],
  'GET /v1/feeds/feed.{sequence}': ['registry', 'official', 'admin'],
  'POST /v1/uploads': ['centre', 'admin'],
  'GET /v1/uploads/{id}': ['centre', 'registry', 'admin'],
  'PUT /v1/centres': ['admin'],
  'GET /v1/days/{date}': ['official', 'admin'],
  'GET /v1/centres/{centreId}/days/{date}': ['centre', 'official', 'admin'],
  'GET /v1/centres/{centreId}/status': ['registry', 'official', 'admin'],
  'POST /v1/centres/{centreId}/suspension': ['official'],
  'GET /v1/centres/{centreId}/ledger': ['official', 'admin'],
  'GET /v1/incidents': ['official', 'admin'],
  'GET /v1/incidents/{id}': ['official', 'admin'],
  'POST /v1/incidents/{id}/acknowledge': ['official'],
  'POST /v1/incidents/{id}/notes': ['official'],
  'POST /v1/incidents/{id}/inquiry': ['official'],
  'POST /v1/incidents/{id}/close': ['official'],
  'GET /v1/centres/{centreId}': ['admin'],
  'PUT /v1/centres/{centreId}': ['admin'],
  'GET /v1/officials/{id}': ['admin'],
  'PUT /v1/officials/{id}': ['admin'],
}

const CALLERS: readonly {
  readonly name: string
  readonly claims: object | null
  readonly group: Group | null
}[] = [
  { name: 'nobody', claims: null, group: null },
  { name: 'a login without a group', claims: { username: 'ravi' }, group: null },
  {
    name: 'a login of an unknown group',
    claims: { username: 'ravi', 'cognito:groups': ['root'] },
    group: null,
  },
  {
    name: 'a centre without a centre',
    claims: { username: 'ravi', 'cognito:groups': ['centre'] },
    group: null,
  },
  {
    name: 'another centre',
    claims: { username: 'ravi', 'cognito:groups': ['centre'], centre: 'N8' },
    group: null,
  },
  {
    name: 'the centre',
    claims: { username: 'ravi', 'cognito:groups': ['centre'], centre: 'DKMM' },
    group: 'centre',
  },
  { name: 'an official', claims: { username: 'ravi', 'cognito:groups': ['official'] }, group: 'official' },
  { name: 'an admin', claims: { username: 'ravi', 'cognito:groups': ['admin'] }, group: 'admin' },
  { name: 'the registry', claims: { client_id: 'machine', scope: 'milaan/feed' }, group: 'registry' },
  {
    name: 'a machine of another scope',
    claims: { client_id: 'machine', scope: 'milaan/feeds' },
    group: null,
  },
]

/** What is asked for where the path does not say it. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /v1/uploads': { kind: 'sheet', leg: 'tokens', centreId: 'DKMM', date: DAY },
}
/** Anybody's of a group: whoever asks is told of what is their own. */
const OF_NO_CENTRE = ['GET /v1/uploads/{id}']

const cases = Object.entries(MAY).flatMap(([call, groups]) =>
  CALLERS.map(({ name, claims, group }) => {
    const of = OF_NO_CENTRE.includes(call) && name === 'another centre' ? 'centre' : group
    const may = groups === 'open' || (of !== null && groups.includes(of))
    const refusal = claims === null ? 401 : 403
    return { call, name, claims, expected: may ? null : refusal }
  }),
)

function ask(call: string, claims: object | null) {
  const [method, path] = call.split(' ') as [string, string]
  const sample = path.replace('{centreId}', 'DKMM').replace('{date}', DAY).replace('{id}', 'nothing')
  const authorization = claims && `Bearer ${api.system().issuer.issue({ ...claims }, Date.now())}`
  const headers = authorization ? { authorization } : {}
  return api.call(method, sample, call in BODIES ? { headers, json: BODIES[call] } : { headers })
}

describe('who may call what', () => {
  it('knows every route', () => {
    const legs = ['tokens', 'stock', 'certificates', 'bookings']
    const served = ROUTES.flatMap(({ method, path }) =>
      path.includes('{leg}')
        ? legs.map((leg) => `${method} ${path.replace('{leg}', leg)}`)
        : [`${method} ${path}`],
    )
    expect(served.sort()).toEqual(Object.keys(MAY).sort())
  })

  it.each(cases)('$call by $name: $expected', async ({ call, claims, expected }) => {
    const { status } = await ask(call, claims)
    if (expected === null) expect([401, 403]).not.toContain(status)
    else expect(status).toBe(expected)
  })

  it('changes nothing for whoever is refused', async () => {
    expect(await api.system().deps.store.head('N8', DAY)).toBeNull()
    const body = 'token_no\n1\n'
    const path = `/v1/centres/N8/days/${DAY}/sheets/tokens`
    for (const as of ['operator-dkmm', 'registry', 'dio']) {
      expect((await api.call('PUT', path, { as, body })).status).toBe(403)
    }
    expect(await api.system().deps.store.head('N8', DAY)).toBeNull()
    expect(await api.system().deps.store.ledger('N8')).toEqual([])
  })
})
