import * as z from 'zod'
import { toGateway } from '../../functions/api/gateway.ts'
import { problem } from '../../functions/api/problem.ts'
import type { LocalInbox } from '../../lib/adapters/local/inbox.ts'
import type { TokenIssuer } from '../../lib/adapters/local/token-issuer.ts'
import type { Store } from '../../lib/application/store.ts'
import type { Sent } from './http-server.ts'
import { claimsOf } from './users.ts'

/** Answers what exists on one machine alone; null: not one of these. */
export type LocalRoutes = (method: string, pathname: string, body: Buffer) => Promise<Sent | null>

/** A token or a message belongs in nobody's cache. */
const COMMON = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

const tokenRequest = z.object({ user: z.string() })

export function localRoutes(inbox: LocalInbox, issuer: TokenIssuer, store: Store): LocalRoutes {
  return async (method, pathname, body) => {
    if (!pathname.startsWith('/local/')) return null
    switch (`${method} ${pathname}`) {
      case 'GET /local/inbox.json':
        return json(200, await inbox.list())
      case 'GET /local/inbox':
        return page(await inbox.html())
      case 'POST /local/token':
        return issueToken(body, issuer, store)
      default:
        return toGateway(problem('not-found'))
    }
  }
}

async function issueToken(body: Buffer, issuer: TokenIssuer, store: Store): Promise<Sent> {
  const asked = tokenRequest.safeParse(parse(body))
  const centres = (await store.centres()).map((centre) => centre.centreId)
  const claims = asked.success ? claimsOf(asked.data.user, centres) : null
  if (!claims) {
    const detail = 'Name a user of the sample district, such as {"user": "dio"}.'
    return toGateway(problem('invalid-request', { detail }))
  }
  return json(200, { access_token: issuer.issue(claims, Date.now()) })
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

function json(statusCode: number, body: unknown): Sent {
  const headers = { 'content-type': 'application/json', ...COMMON }
  return { statusCode, headers, body: JSON.stringify(body, null, 2) }
}

function page(body: string): Sent {
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...COMMON }
  return { headers, body }
}
