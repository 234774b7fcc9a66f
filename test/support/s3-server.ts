import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of S3's HTTP as reading and keeping whole objects takes: true to bytes, and over a real socket. */
export interface S3Server {
  readonly endpoint: string
  /** `bucket/key` to bytes. */
  readonly objects: ReadonlyMap<string, Buffer>
  put(bucket: string, key: string, bytes: Uint8Array): void
  stop(): void
}

export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  const server = s3(objects).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    put: (bucket, key, bytes) => void objects.set(`${bucket}/${key}`, Buffer.from(bytes)),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function s3(objects: Map<string, Buffer>): Server {
  return createServer(async (request, response) => {
    const name = decodeURIComponent(request.url!.slice(1).split('?')[0]!)
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    if (request.method === 'PUT') objects.set(name, Buffer.concat(chunks))
    const found = objects.get(name)
    const etag = found && `"${createHash('md5').update(found).digest('hex')}"`
    const wanted = request.headers['if-match']
    if (request.method === 'PUT') response.writeHead(200).end()
    else if (found && wanted && wanted !== etag) response.writeHead(412).end()
    else if (found) response.writeHead(200, { 'content-length': found.length, etag }).end(found)
    else response.writeHead(404, { 'content-type': 'application/xml' }).end(NO_SUCH_KEY)
  })
}

const NO_SUCH_KEY =
  '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>No such key.</Message></Error>'
