import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { httpServer, UPLOADS_PATH } from '../../../cli/serve/http-server.ts'
import { localRoutes } from '../../../cli/serve/local-routes.ts'
import { type LocalSystem, startSystem } from '../../../cli/serve/system.ts'
import { instantAt } from '../../../lib/domain/calendar.ts'
import { type LogLine, recordingLogger } from '../../support/logger.ts'
import { centre, OFFICIALS } from '../../support/system.ts'
import { expectAsDeclared } from './declared.ts'
import { type Exchange, exchange, type Outgoing } from './exchange.ts'

/** The local system behind real HTTP, without the played day. */
export interface RunningApi {
  system(): LocalSystem
  port(): number
  data(): string
  log(): readonly LogLine[]
  /** Every answer so far, as its text. */
  answers(): readonly string[]
  /** An access token by `POST /local/token`. */
  token(user: string): Promise<string>
  /** Sends a request, as `as` if given, and checks the answer against what its route declares. */
  call(method: string, path: string, options?: CallOptions): Promise<Exchange>
  /** Sets the district's clock. */
  at(date: string, time: string): void
}

export interface CallOptions extends Omit<Outgoing, 'method' | 'path'> {
  readonly as?: string
  readonly json?: unknown
}

export const DAY = '2021-08-28'

/** One system for the tests of a file, with a register of `centres` and three officials, on the day at 13:00. */
export function useApi(centres: readonly string[] = ['DKMM', 'N8']): RunningApi {
  let system: LocalSystem
  let server: Server
  let data: string
  const logger = recordingLogger()
  const answers: string[] = []
  const tokens = new Map<string, string>()
  const at = (date: string, time: string) => system.clock.stand(instantAt(date, time, 'Asia/Kolkata'))
  const port = () => (server.address() as AddressInfo).port

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'milaan-api-'))
    system = await startSystem({ port: 0, data, dynamodbEndpoint: null }, logger)
    for (const centreId of centres) await system.deps.store.putCentre(centre(centreId))
    for (const official of OFFICIALS) await system.deps.store.putOfficial(official)
    at(DAY, '13:00')
    const local = localRoutes(system.inbox, system.issuer, system.deps.store)
    const { deps, issuer, uploads } = system
    server = httpServer({ deps, issuer, local, uploads }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    system.uploadForms.servedAt(`http://127.0.0.1:${port()}${UPLOADS_PATH}`)
  })
  afterAll(async () => {
    server.close()
    server.closeAllConnections()
    await system.stop()
    await rm(data, { recursive: true })
    expectNothingLeaked(answers, logger.lines)
  })

  const token = async (user: string) => {
    const known = tokens.get(user)
    if (known) return known
    const { status, body } = await exchange(port(), {
      method: 'POST',
      path: '/local/token',
      body: JSON.stringify({ user }),
    })
    expect(status).toBe(200)
    const made = (body as { access_token: string }).access_token
    tokens.set(user, made)
    return made
  }

  const call: RunningApi['call'] = async (method, path, { as, json, headers = {}, body } = {}) => {
    const authorization = as === undefined ? {} : { authorization: `Bearer ${await token(as)}` }
    const isJson = json !== undefined ? { 'content-type': 'application/json' } : {}
    const sent = json === undefined ? body : JSON.stringify(json)
    const answer = await exchange(port(), {
      method,
      path,
      headers: { ...isJson, ...authorization, ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    })
    answers.push(answer.text)
    expectAsDeclared(method, path, answer)
    return answer
  }

  return {
    system: () => system,
    port,
    data: () => data,
    log: () => logger.lines,
    answers: () => answers,
    token,
    call,
    at,
  }
}

/** No answer and no log line of any test shows a stack, a path of the machine, or a reference id. */
export function expectNothingLeaked(answers: readonly string[], lines: readonly LogLine[]): void {
  const shown = [...answers, ...lines.map((line) => JSON.stringify(line))]
  for (const text of shown) {
    expect(text).not.toMatch(/\bat \S+ \(|node:internal|\.ts:\d+|node_modules|\/tmp\//)
    expect(text).not.toMatch(/(?<!\d)41\d{12}(?!\d)/)
    expect(text).not.toContain('Asha Pawar')
  }
}
