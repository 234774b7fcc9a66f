import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { localDynamoDbClient } from '../../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../../lib/adapters/dynamodb/table-definition.ts'
import {
  type EmbeddedDynamoDb,
  startEmbeddedDynamoDb,
} from '../../../lib/adapters/local/embedded-dynamodb.ts'
import type { Store } from '../../../lib/application/store.ts'
import { certificates } from '../../support/files.ts'
import { type S3Server, startS3Server } from '../../support/s3-server.ts'

let database: EmbeddedDynamoDb
let s3: S3Server
let store: Store
let handler: (event: unknown) => Promise<string>

beforeAll(async () => {
  ;[database, s3] = await Promise.all([startEmbeddedDynamoDb(null), startS3Server()])
  const client = localDynamoDbClient(database.endpoint)
  await ensureTable(client, 'milaan')
  store = createStore({ client, tableName: 'milaan', rowsDays: 400 })
  const environment = {
    AWS_REGION: 'ap-south-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    MILAAN_DYNAMODB_ENDPOINT: database.endpoint,
    MILAAN_DISTRICT: await readFile('infra/districts/aurangabad-mh.json', 'utf8'),
    MILAAN_TABLE: 'milaan',
    MILAAN_INBOX_BUCKET: 'inbox',
    MILAAN_EVIDENCE_BUCKET: 'evidence',
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  handler = (await import('../../../functions/ingest/handler.ts')).handler
})
afterAll(async () => {
  vi.unstubAllEnvs()
  s3.stop()
  await database.stop()
})

/** As EventBridge sends it: the key as it is, not encoded as in S3's own notifications. */
const created = (key: string) => ({
  version: '0',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  detail: {
    bucket: { name: 'inbox' },
    object: { key, size: 1, etag: 'x', sequencer: '0' },
    reason: 'PutObject',
  },
})

describe('the function that is started by the inbox bucket', () => {
  it.each(['feeds/certificates/a b.csv', 'feeds/certificates/a+b%20c.csv', 'feeds/certificates/फीड.csv'])(
    'reads the object of the key %s, keeps it as evidence and takes it',
    async (key) => {
      const day = `2021-07-0${key.length % 9}`
      const bytes = certificates(2, { date: day })
      s3.put('inbox', key, bytes)
      expect(await handler(created(key))).toBe('accepted')
      expect((await store.head('DKMM', day))?.legs.certificates?.rows).toBe(2)
      const kept = [...s3.objects].filter(([name]) => name.startsWith('evidence/raw/feeds/certificates/'))
      expect(kept.some(([, found]) => found.equals(Buffer.from(bytes)))).toBe(true)
    },
  )

  it('answers a refused file as handled, so that it is not tried again', async () => {
    s3.put('inbox', 'feeds/certificates/bad.csv', new TextEncoder().encode('nothing\n'))
    expect(await handler(created('feeds/certificates/bad.csv'))).toBe('refused')
  })

  it('fails on a file that is gone and on an event that is another’s, so that they are kept and looked into', async () => {
    await expect(handler(created('feeds/certificates/gone.csv'))).rejects.toThrow()
    await expect(handler({ detail: {} })).rejects.toThrow()
  })
})
