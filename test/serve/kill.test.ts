import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findBreak, type LedgerEntry } from '../../lib/domain/ledger.ts'
import { certificateRows, feed, register } from '../support/files.ts'

/** The whole program as a user starts it, killed as a power cut would. */

const ROOT = new URL('../../', import.meta.url).pathname
const DAYS = ['2021-09-06', '2021-09-07', '2021-09-08', '2021-09-09']
const CENTRES = ['DKMM', 'N8', 'JUB', 'SHA', 'PAD', 'MUK', 'HAR']
const running = new Set<ChildProcess>()

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

class Program {
  readonly #child: ChildProcess
  readonly #base: string

  private constructor(child: ChildProcess, base: string) {
    this.#child = child
    this.#base = base
  }

  static async start(data: string): Promise<Program> {
    const port = await freePort()
    const env = { ...process.env, MILAAN_DATA: data, MILAAN_PORT: String(port) }
    const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'serve'], {
      cwd: ROOT,
      env,
      stdio: 'ignore',
    })
    running.add(child)
    const program = new Program(child, `http://127.0.0.1:${port}`)
    for (let tries = 0; tries < 1200; tries++) {
      if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`)
      const up = await fetch(`${program.#base}/v1/health`).catch(() => null)
      if (up?.ok) return program
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('serve did not come up')
  }

  async kill(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
    running.delete(this.#child)
  }

  async call<T>(
    user: string,
    method: string,
    path: string,
    body?: Uint8Array,
  ): Promise<{ status: number; body: T }> {
    const asked = await fetch(`${this.#base}/local/token`, { method: 'POST', body: JSON.stringify({ user }) })
    const { access_token: token } = (await asked.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
    const answer = await fetch(this.#base + path, {
      method,
      headers,
      ...(body ? { body: Buffer.from(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }

  async inbox(): Promise<readonly { id: string }[]> {
    return (await (await fetch(`${this.#base}/local/inbox.json`)).json()) as { id: string }[]
  }
}

interface Board {
  readonly centreDays: readonly {
    centreId: string
    outcome: string
    counts: { certificates: number; tokens: number } | null
    incidentId: string | null
  }[]
}

/** Twenty certificates of each centre and day, so that the feed takes a while to apply. */
const FEED = feed(
  ...DAYS.flatMap((date) => CENTRES.map((centreId) => certificateRows(20, { centreId, date }))),
)

async function feedKilledAfter(ms: number): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'milaan-kill-'))
  try {
    const first = await Program.start(data)
    const sheet = register(20, { date: DAYS[0]! })
    const path = `/v1/centres/DKMM/days/${DAYS[0]}/sheets/tokens?final=true`
    expect((await first.call('operator-dkmm', 'PUT', path, sheet)).status).toBe(201)
    const before = await first.inbox()
    const sending = first.call('registry', 'PUT', '/v1/feeds/certificates', FEED).catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, ms))
    await first.kill()
    await sending
    const second = await Program.start(data)
    expect([200, 201]).toContain(
      (await second.call('registry', 'PUT', '/v1/feeds/certificates', FEED)).status,
    )
    await expectAllThere(
      second,
      before.map(({ id }) => id),
    )
    await second.kill()
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

async function expectAllThere(program: Program, before: readonly string[]): Promise<void> {
  const incidents: string[] = []
  for (const date of DAYS) {
    const { body } = await program.call<Board>('dio', 'GET', `/v1/days/${date}`)
    expect(body.centreDays.map(({ centreId }) => centreId).sort()).toEqual([...CENTRES].sort())
    for (const day of body.centreDays) {
      expect(day).toMatchObject({ counts: { certificates: 20 } })
      expect(day.outcome).toBe(day.centreId === 'DKMM' && date === DAYS[0] ? 'balanced' : 'breach')
      if (day.incidentId) incidents.push(day.incidentId)
    }
  }
  const ids = await untilTold(program, incidents)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.slice(0, before.length)).toEqual(before)
  for (const centreId of CENTRES) {
    const { body } = await program.call<{ entries: LedgerEntry[] }>(
      'dio',
      'GET',
      `/v1/centres/${centreId}/ledger`,
    )
    expect(findBreak(body.entries)).toBeNull()
  }
}

/** Each incident's first alert, to both officials of the first tier by SMS and e-mail. */
async function untilTold(program: Program, incidents: readonly string[]): Promise<readonly string[]> {
  const wanted = incidents.flatMap((id) =>
    ['dio:email', 'dio:sms', 'head:email', 'head:sms'].map((to) => `${id}:1:1:${to}`),
  )
  for (let tries = 0; ; tries++) {
    const ids = (await program.inbox()).map(({ id }) => id)
    const missing = wanted.filter((id) => !ids.includes(id))
    if (missing.length === 0) return ids
    if (tries > 300) throw new Error(`never told: ${missing.join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe('a district that is killed while it takes a feed', () => {
  it('has every acknowledged write and tells every finding once, after the feed is sent again', async () => {
    for (const ms of [40, 250, 700]) await feedKilledAfter(ms)
  }, 180_000)
})
