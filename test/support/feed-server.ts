import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** One answer that is not the page that was asked for, or not in the way that was asked. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection ends before anything is answered. */
  | { readonly kind: 'reset' }
  /** In the middle of the body: of chunks, or of an announced length. */
  | { readonly kind: 'cut'; readonly framed: 'chunks' | 'length' }
  /** Nothing is answered, or half and then nothing. */
  | { readonly kind: 'hang'; readonly after: 'nothing' | 'half' }
  /** What was answered last, once more. */
  | { readonly kind: 'repeat' }
  | {
      readonly kind: 'body'
      readonly body: string | Uint8Array
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'unframed' }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'chunks' }
  /** No HTTP. */
  | { readonly kind: 'raw'; readonly bytes: string }
  /** A gigabyte, announced or not. */
  | { readonly kind: 'gigabyte'; readonly announced: boolean }

export interface Asked {
  readonly path: string
  readonly cursor: string | null
  readonly headers: IncomingMessage['headers']
}

/** A paged feed over a real socket: page `n` lies at cursor `p<n>`, the first without one. */
export interface FeedServer {
  readonly origin: string
  readonly url: string
  /** Bodies of the pages; more may be added while it runs. */
  readonly pages: Uint8Array[]
  /** One for each request that comes, first first; then it answers as it should. */
  readonly faults: Fault[]
  readonly asked: Asked[]
  /** Bytes that were given to the network, of gigabytes. */
  sent(): number
  /** Whether the next page is named by a header or by a link. */
  by: 'header' | 'link'
  /** What a credential must be; null: none is asked for. */
  wanted: string | null
  stop(): Promise<void>
}

interface Answer {
  readonly body: Uint8Array
  readonly headers: Record<string, string>
}

export async function startFeedServer(pages: readonly Uint8Array[]): Promise<FeedServer> {
  const state = { pages: [...pages], faults: [] as Fault[], asked: [] as Asked[], sent: 0 }
  let last: Answer | null = null
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://feed')
    const cursor = url.searchParams.get('cursor')
    state.asked.push({ path: url.pathname, cursor, headers: request.headers })
    if (feed.wanted !== null && request.headers.authorization !== feed.wanted)
      return void response.writeHead(401).end()
    const fault = state.faults.shift()
    const answer = fault?.kind === 'repeat' && last !== null ? last : answerAt(cursor, feed)
    if (answer === null) return void response.writeHead(404).end()
    if (fault === undefined || fault.kind === 'repeat' || fault.kind === 'gzip' || fault.kind === 'chunks')
      last = answer
    send(response, answer, fault, (bytes) => {
      state.sent += bytes
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const feed: FeedServer = {
    ...{ origin, url: `${origin}/feed`, pages: state.pages, faults: state.faults, asked: state.asked },
    ...{ by: 'header', wanted: null, sent: () => state.sent },
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
  return feed
}

function answerAt(cursor: string | null, { pages, by, url }: FeedServer): Answer | null {
  const at = cursor === null ? 0 : Number(/^p(\d+)$/.exec(cursor)?.[1] ?? Number.NaN)
  const body = pages[at]
  if (!body) return null
  const next = pages[at + 1] ? `p${at + 1}` : null
  const named = by === 'header' ? { 'next-cursor': next! } : { link: `<${url}?cursor=${next}>; rel="next"` }
  return { body, headers: { 'content-type': 'text/csv', ...(next === null ? {} : named) } }
}

function send(
  response: ServerResponse,
  { body, headers }: Answer,
  fault: Fault | undefined,
  count: (bytes: number) => void,
): void {
  const half = body.subarray(0, Math.ceil(body.length / 2))
  const length = { 'content-length': String(body.length) }
  switch (fault?.kind) {
    case undefined:
    case 'repeat':
      return void response.writeHead(200, { ...headers, ...length }).end(body)
    case 'chunks':
      response.writeHead(200, headers).write(half)
      return void response.end(body.subarray(half.length))
    case 'gzip':
      return void response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(body))
    case 'status':
      return void response.writeHead(fault.status, fault.headers).end('no page')
    case 'reset':
      return void response.socket?.destroy()
    case 'cut':
      response.writeHead(200, { ...headers, ...(fault.framed === 'length' ? length : {}) })
      return void response.write(half, () => response.socket?.destroy())
    case 'hang':
      if (fault.after === 'half') response.writeHead(200, { ...headers, ...length }).write(half)
      return
    case 'body':
      return void response.writeHead(200, fault.headers).end(fault.body)
    case 'unframed':
      return void response.socket?.end(
        Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n'), body]),
      )
    case 'raw':
      return void response.socket?.end(fault.bytes)
    case 'gigabyte':
      return void sendGigabyte(response, fault.announced, count)
  }
}

const GIGABYTE = 1024 ** 3

function sendGigabyte(response: ServerResponse, announced: boolean, count: (bytes: number) => void): void {
  const piece = Buffer.alloc(1024 * 1024, 'a,b,c\n')
  let left = GIGABYTE
  response.writeHead(200, announced ? { 'content-length': String(GIGABYTE) } : {})
  const go = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length
      count(piece.length)
      if (!response.write(piece)) return void response.once('drain', go)
    }
    response.end()
  }
  go()
}
