import { describe, expect, it } from 'vitest'
import { problemSchema } from '../../lib/contracts/api.ts'
import { exchange } from '../functions/api/exchange.ts'
import { useApi } from '../functions/api/running-api.ts'

const api = useApi(['DKMM', 'Civil Hospital'])
const ask = (method: string, path: string, body?: string) =>
  exchange(api.port(), { method, path, ...(body === undefined ? {} : { body }) })

describe('/local/token', () => {
  it.each(['operator-dkmm', 'operator-civil hospital', 'registry', 'head', 'dio', 'commissioner', 'admin'])(
    'makes out a token to %s that lets them in',
    async (user) => {
      const { status, headers, body } = await ask('POST', '/local/token', JSON.stringify({ user }))
      expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
      const { access_token } = body as { access_token: string }
      const authorization = `Bearer ${access_token}`
      expect((await api.call('GET', '/v1/nothing', { headers: { authorization } })).status).toBe(404)
    },
  )

  it.each(['{"user":"milaan"}', '{"user":"operator-"}', '{"user":7}', '{}', '', 'dio', 'null'])(
    'answers 400 to %s',
    async (body) => {
      const answer = await ask('POST', '/local/token', body)
      expect(answer.status).toBe(400)
      expect(problemSchema.parse(answer.body)).toEqual(answer.body)
    },
  )

  it('is not to be had by GET', async () => {
    expect((await ask('GET', '/local/token')).status).toBe(404)
  })
})

describe('/local/inbox', () => {
  it('lists the messages that went out, as the contract names their members', async () => {
    const json = { action: 'propose', reason: 'r', reference: 'AMC/1', reviewOn: '2021-09-04' }
    await api.call('POST', '/v1/centres/DKMM/suspension', { as: 'dio', json })
    await api.call('POST', '/v1/centres/DKMM/suspension', {
      as: 'head',
      json: { ...json, action: 'confirm' },
    })
    await api.system().notifyDue()
    const { body } = await ask('GET', '/local/inbox.json')
    const messages = body as Record<string, unknown>[]
    expect(messages.length).toBeGreaterThan(0)
    for (const message of messages) {
      expect(Object.keys(message).sort()).toEqual(
        ['centreId', 'channel', 'date', 'id', 'incidentId', 'text', 'tier', 'to'].sort(),
      )
    }
    expect(messages.filter(({ channel }) => channel === 'centre-status')).toHaveLength(1)
  })

  it('is a page that runs no script', async () => {
    const { status, headers, text } = await ask('GET', '/local/inbox')
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(text).toContain('<h1>Inbox</h1>')
  })

  it('is all that there is', async () => {
    for (const path of ['/local/', '/local/nothing', '/local/inbox/', '/local/../v1/health']) {
      expect((await ask('GET', path)).status).toBe(404)
    }
  })
})
