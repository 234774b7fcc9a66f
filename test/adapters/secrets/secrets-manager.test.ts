import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { secretsManager, secretsManagerClient } from '../../../lib/adapters/secrets/secrets-manager.ts'

/** As much of Secrets Manager's HTTP as reading takes. */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: object]>> = {
  text: [200, { Name: 'text', SecretString: 'tok3n' }],
  bytes: [200, { Name: 'bytes', SecretBinary: 'AAEC' }],
  none: [400, { __type: 'ResourceNotFoundException', message: 'no secret named none' }],
  denied: [400, { __type: 'AccessDeniedException', message: 'arn of somebody may not' }],
}

let server: Server
let client: ReturnType<typeof secretsManagerClient>

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const [status, body] = ANSWERS[JSON.parse(Buffer.concat(pieces).toString()).SecretId]!
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  client = secretsManagerClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ap-south-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
})

afterAll(() => {
  client.destroy()
  server.close()
  server.closeAllConnections()
})

it.each([
  ['text', { ok: true, value: 'tok3n' }],
  ['bytes', { ok: false, refusal: { code: 'no-text-in-secret' } }],
  ['none', { ok: false, refusal: { code: 'ResourceNotFoundException' } }],
  ['denied', { ok: false, refusal: { code: 'AccessDeniedException' } }],
])('a secret that is %s is answered by its text, or by the name of what keeps it', async (name, answer) => {
  expect(await secretsManager(client).read(name)).toEqual(answer)
})
