import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { fromGateway, type GatewayEvent, toGateway } from '../../functions/api/gateway.ts'
import type { ApiDeps } from '../../functions/api/http.ts'
import { problem } from '../../functions/api/problem.ts'
import { answer } from '../../functions/api/respond.ts'
import type { TokenIssuer } from '../../lib/adapters/local/token-issuer.ts'
import type { LocalRoutes } from './local-routes.ts'
import type { LocalUploads } from './local-uploads.ts'

/** Stands for the HTTP API: checks the token, makes the gateway's event, and calls the same function. */
export interface LocalApi {
  readonly deps: ApiDeps
  readonly issuer: TokenIssuer
  readonly local: LocalRoutes
  readonly uploads: Pick<LocalUploads, 'post'>
}

/** Where the forms of uploads are sent: their files are written down as they come. */
export const UPLOADS_PATH = '/local/uploads'

/** What API Gateway and Lambda let through, before the function's own limit. */
const MOST_BYTES = 6 * 1024 * 1024
/** Past that a sender is cut off who would not stop to read why. */
const MOST_DRAINED_BYTES = 64 * 1024 * 1024

/** Whoever sends slower than this holds nothing open: headers and the whole request, in milliseconds. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 5000 }

/** A host name of our own only: a page elsewhere that rebinds its name to this machine gets nothing. */
const OWN_HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

export function httpServer(api: LocalApi, patience = PATIENCE): Server {
  return createServer(patience, (request, response) => {
    handle(request, api).then(
      (result) => send(response, result),
      (error) => {
        if (request.destroyed && !request.complete) return
        api.deps.logger.error('request-failed', { error: error instanceof Error ? error.name : 'unknown' })
        send(response, toGateway(problem('fault')))
      },
    )
  })
}

export interface Sent {
  readonly statusCode?: number | undefined
  readonly headers?: Readonly<Record<string, string | number | boolean>> | undefined
  readonly body?: string | undefined
}

async function handle(request: IncomingMessage, api: LocalApi): Promise<Sent> {
  if (!OWN_HOSTS.test(request.headers.host ?? '')) return toGateway(problem('forbidden'))
  const target = targetOf(request.url ?? '')
  if (request.method === 'POST' && target?.pathname === UPLOADS_PATH) return api.uploads.post(request)
  const body = await readBody(request)
  if (!body)
    return toGateway(
      problem('too-large', { detail: 'The body is over 4 MiB. Announce it by POST /v1/uploads.' }),
    )
  if (!target) return toGateway(problem('not-found'))
  const local = await api.local(request.method ?? 'GET', target.pathname, body)
  return local ?? callApi(gatewayEvent(request, target, body, api.issuer), api.deps)
}

/** A path as it was sent. `URL` would take `//host` for another host, and `..` for a step up. */
type Target = Pick<URL, 'pathname' | 'search'>

/** Null for the forms that only proxies are sent. */
function targetOf(url: string): Target | null {
  if (!url.startsWith('/')) return null
  const at = url.indexOf('?')
  return at < 0 ? { pathname: url, search: '' } : { pathname: url.slice(0, at), search: url.slice(at) }
}

/** The function as API Gateway calls it. */
export async function callApi(event: GatewayEvent, deps: ApiDeps): Promise<Sent> {
  return toGateway(await answer(fromGateway(event), deps))
}

function gatewayEvent(
  request: IncomingMessage,
  target: Target,
  body: Buffer,
  issuer: TokenIssuer,
): GatewayEvent {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  return makeEvent(request.method ?? 'GET', target, headers, body, issuer)
}

/** Payload version 2.0, with the claims of a token that verifies. */
export function makeEvent(
  method: string,
  { pathname, search }: Target,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  issuer: TokenIssuer,
): GatewayEvent {
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const claims = token ? issuer.verify(token) : null
  return {
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method }, ...(claims ? { authorizer: { jwt: { claims } } } : {}) },
  } as unknown as GatewayEvent
}

/** Null past the limit: the rest is let run out unkept, so that the sender reads the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= MOST_BYTES) chunks.push(chunk)
    else chunks.length = 0
    if (size > MOST_DRAINED_BYTES) break
  }
  return size <= MOST_BYTES ? Buffer.concat(chunks) : null
}

function send(response: ServerResponse, { statusCode = 200, headers = {}, body = '' }: Sent): void {
  response.writeHead(statusCode, headers as Record<string, string>)
  response.end(body)
}
