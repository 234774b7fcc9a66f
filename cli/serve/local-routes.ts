import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import type { LocalInbox } from '../../lib/adapters/local/inbox.ts'
import type { TokenIssuer } from '../../lib/adapters/local/token-issuer.ts'
import type { Store } from '../../lib/application/store.ts'
import type { Sent } from './http-server.ts'
import { claimsOf } from './users.ts'

/** Answers what exists on one machine alone; null: not one of these. */
export type LocalRoutes = (request: IncomingMessage, body: Buffer) => Promise<Sent | null>

const tokenRequest = z.object({ user: z.string() })

export function localRoutes(inbox: LocalInbox, issuer: TokenIssuer, store: Store): LocalRoutes {
  return async ({ method, url = '/' }, body) => {
    const { pathname } = new URL(url, 'http://localhost')
    if (!pathname.startsWith('/local/')) return null
    switch (`${method} ${pathname}`) {
      case 'GET /local/inbox.json':
        return json(200, await inbox.list())
      case 'GET /local/inbox':
        return page(await inbox.html())
      case 'POST /local/token':
        return issueToken(body, issuer, store)
      default:
        return json(404, { title: 'There is no such thing.', status: 404 })
    }
  }
}

async function issueToken(body: Buffer, issuer: TokenIssuer, store: Store): Promise<Sent> {
  const asked = tokenRequest.safeParse(parse(body))
  const centres = (await store.centres()).map((centre) => centre.centreId)
  const claims = asked.success ? claimsOf(asked.data.user, centres) : null
  if (!claims)
    return json(400, { title: 'Name a user of the sample district, such as {"user": "dio"}.', status: 400 })
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
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body, null, 2) }
}

function page(body: string): Sent {
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  return { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body }
}
