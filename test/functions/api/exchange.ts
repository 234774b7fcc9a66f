import { type IncomingHttpHeaders, request } from 'node:http'

export interface Outgoing {
  readonly method: string
  /** Sent as it is: no client of ours tidies it. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Exchange {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The JSON of the answer, undefined where it has none. */
  readonly body: unknown
}

/** One request over real HTTP and its answer. */
export function exchange(port: number, { method, path, headers = {}, body }: Outgoing): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: jsonOf(text) })
      })
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
