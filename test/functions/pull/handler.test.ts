import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { localDynamoDbClient } from '../../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../../lib/adapters/dynamodb/table-definition.ts'
import {
  type EmbeddedDynamoDb,
  startEmbeddedDynamoDb,
} from '../../../lib/adapters/local/embedded-dynamodb.ts'
import type { PullRun } from '../../../lib/application/pull-feed.ts'
import type { Store } from '../../../lib/application/store.ts'
import { type FeedServer, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { knownIds } from '../../support/pulling.ts'
import { type S3Server, startS3Server } from '../../support/s3-server.ts'

const MINUTES = 60_000
const lasting = (ms: number) => ({ getRemainingTimeInMillis: () => ms })

let database: EmbeddedDynamoDb
let s3: S3Server
let registry: FeedServer
let secrets: Server
let store: Store
let handler: (event: unknown, context: ReturnType<typeof lasting>) => Promise<PullRun>

beforeAll(async () => {
  const pages = [feed(certificateRows(3)), feed(certificateRows(2, { from: 4 }))]
  ;[database, s3, registry] = await Promise.all([
    startEmbeddedDynamoDb(null),
    startS3Server(),
    startFeedServer(pages),
  ])
  registry.wanted = 'Bearer tok3n'
  secrets = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{"SecretString":"tok3n"}')
  }).listen(0, '127.0.0.1')
  await once(secrets, 'listening')
  const client = localDynamoDbClient(database.endpoint)
  await ensureTable(client, 'milaan')
  store = createStore({ client, tableName: 'milaan', rowsDays: 400 })
  const file = JSON.parse(await readFile('infra/districts/aurangabad-mh.json', 'utf8'))
  const pull = { url: registry.url, credential: { secret: 'milaan/registry', as: 'bearer' } }
  const environment = {
    AWS_REGION: 'ap-south-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(secrets.address() as AddressInfo).port}`,
    MILAAN_DYNAMODB_ENDPOINT: database.endpoint,
    MILAAN_DISTRICT: JSON.stringify({ ...file, pull }),
    MILAAN_TABLE: 'milaan',
    MILAAN_EVIDENCE_BUCKET: 'evidence',
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  handler = (await import('../../../functions/pull/handler.ts')).handler
})

afterAll(async () => {
  vi.unstubAllEnvs()
  s3.stop()
  secrets.close()
  secrets.closeAllConnections()
  await Promise.all([registry.stop(), database.stop()])
})

it('the function begins nothing where Lambda would end it before it is done', async () => {
  expect(await handler({ run: 'pull' }, lasting(4 * MINUTES))).toMatchObject({
    ended: 'time-limit',
    pages: 0,
  })
  expect(registry.asked).toEqual([])
})

it('the function fetches the feed with its secret, keeps each page as evidence and takes it', async () => {
  expect(await handler({ run: 'pull' }, lasting(15 * MINUTES))).toEqual({
    ended: 'caught-up',
    pages: 2,
    rows: 5,
    trouble: null,
  })
  expect(await knownIds(store, ['2021-08-28'])).toHaveLength(5)
  const kept = [...s3.objects.keys()].filter((key) => key.startsWith('evidence/raw/feeds/certificates/'))
  expect(kept).toHaveLength(2)
})
