import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { httpServer } from '../../cli/serve/http-server.ts'
import { exchange } from '../functions/api/exchange.ts'
import { useApi } from '../functions/api/running-api.ts'
import { register } from '../support/files.ts'

const api = useApi()
const MEBIBYTE = 1024 * 1024
const SHEET = '/v1/centres/DKMM/days/2021-08-28/sheets/tokens'

/** What the server says to bytes sent over a bare socket, until it closes. */
async function spoken(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk.toString('utf8')
  })
  socket.write(text)
  await once(socket, 'close')
  return heard
}

describe('the local server', () => {
  it.each(['milaan.example', 'milaan.example:4000', '127.0.0.1.example', 'localhost.example', '[::2]'])(
    'answers 403 to a request for the host %s',
    async (host) => {
      for (const path of ['/v1/health', '/local/inbox.json', '/local/token']) {
        const { status, headers } = await exchange(api.port(), { method: 'GET', path, headers: { host } })
        expect([status, headers['content-type']]).toEqual([403, 'application/problem+json'])
      }
    },
  )

  it.each(['127.0.0.1', '127.0.0.1:4000', 'localhost', 'localhost:1', '[::1]:4000'])(
    'answers a request for the host %s',
    async (host) => {
      const health = await exchange(api.port(), { method: 'GET', path: '/v1/health', headers: { host } })
      expect(health.status).toBe(200)
    },
  )

  it('answers 403 to a request for no host', async () => {
    expect(
      await spoken(api.port(), 'GET /v1/health HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n'),
    ).toContain(' 403 ')
  })

  it('answers 404 to the forms of a target that only proxies are sent', async () => {
    for (const path of ['http://127.0.0.1/v1/health', '*']) {
      const { status } = await exchange(api.port(), { method: path === '*' ? 'OPTIONS' : 'GET', path })
      expect(status).toBe(404)
    }
  })

  it('answers 413 past the gateway’s 6 MiB, and reads on so that the sender reads the answer', async () => {
    const authorization = `Bearer ${await api.token('admin')}`
    const headers = { authorization, 'content-type': 'text/csv' }
    const over = { method: 'PUT', path: SHEET, headers, body: Buffer.alloc(6 * MEBIBYTE + 1, 'x') }
    expect((await exchange(api.port(), over)).status).toBe(413)
    const much = await exchange(api.port(), { ...over, body: Buffer.alloc(40 * MEBIBYTE, 'x') })
    expect(much.status).toBe(413)
  })

  it('cuts off a sender who does not stop', async () => {
    const socket = connect(api.port(), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(`PUT ${SHEET} HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n`)
    const chunk = `${MEBIBYTE.toString(16)}\r\n${'x'.repeat(MEBIBYTE)}\r\n`
    let sent = 0
    while (!socket.destroyed && sent < 200) {
      sent++
      if (!socket.write(chunk))
        await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined)
    }
    socket.destroy()
    expect(sent).toBeGreaterThan(60)
    expect(sent).toBeLessThan(120)
  })

  it('lets nobody hold a connection open by sending slowly', async () => {
    const patience = { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 50 }
    const { deps, issuer, uploads } = api.system()
    const server = httpServer({ deps, issuer, uploads, local: async () => null }, patience).listen(
      0,
      '127.0.0.1',
    )
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    try {
      expect(await spoken(port, 'GET /v1/health HTTP/1.1\r\nhost: localhost\r\n')).toContain(' 408 ')
      const slowly = `PUT ${SHEET} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99\r\n\r\nx`
      expect(await spoken(port, slowly)).toContain(' 408 ')
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })

  it('is as impatient where nobody says how patient to be', () => {
    const { deps, issuer, uploads } = api.system()
    const server = httpServer({ deps, issuer, uploads, local: async () => null })
    expect(server.headersTimeout).toBe(10_000)
    expect(server.requestTimeout).toBe(60_000)
  })

  it('survives what is no HTTP, and says nothing of itself', async () => {
    const heard = await spoken(api.port(), 'HELO milaan\r\n\r\n')
    expect(heard).toContain(' 400 ')
    expect(heard).not.toMatch(/Error|at \S+:\d+/)
    expect((await api.call('GET', '/v1/health')).status).toBe(200)
  })

  it('does not take a sender who hangs up for a fault', async () => {
    const logged = api.log().length
    const socket = connect(api.port(), '127.0.0.1')
    socket.write(`PUT ${SHEET} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5000\r\n\r\ndate`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(api.log().slice(logged)).toEqual([])
  })

  it('takes ten sheets at once, each whole', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, day) => {
        const date = `2021-08-1${day}`
        const path = `/v1/centres/DKMM/days/${date}/sheets/tokens`
        return api.call('PUT', path, { as: 'operator-dkmm', body: register(day + 1, { date }) })
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201))
    expect(answers.map(({ body }) => (body as { rows: number }).rows)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
  })
})
