import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Answer } from './http.ts'
import type { Incoming } from './respond.ts'

/** An event of the HTTP API, payload version 2.0, with the claims that its JWT authorizer verified. */
export type GatewayEvent = APIGatewayProxyEventV2 & {
  readonly requestContext: {
    readonly authorizer?: { readonly jwt?: { readonly claims: Record<string, unknown> } }
  }
}

/**
 * What the HTTP API takes for text (by its content type) it hands on as text: bytes that are no UTF-8 have then
 * become U+FFFD, and the file is no longer what was sent.
 */
export function fromGateway(event: GatewayEvent): Incoming {
  const { body = '', isBase64Encoded } = event
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: new URLSearchParams(event.rawQueryString),
    headers: lowerCased(event.headers),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    altered: !isBase64Encoded && body.includes('\uFFFD'),
    claims: event.requestContext.authorizer?.jwt?.claims ?? null,
  }
}

export function toGateway({ status, headers = {}, body }: Answer): APIGatewayProxyStructuredResultV2 {
  const common = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  return { statusCode: status, headers: { ...common, ...headers }, body: JSON.stringify(body) }
}

function lowerCased(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? '']))
}
