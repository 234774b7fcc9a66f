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
import type { Upload } from '../../../lib/application/uploads.ts'
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

function toldOf(key: string): unknown {
  const found = s3.objects.get(`inbox/outcome/${key}.json`)
  return found && JSON.parse(found.toString('utf8'))
}

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

  it('tells what became of a file in a file of its own, where its sender can read it', async () => {
    const [good, bad, elsewhere] = [
      'feeds/certificates/good.csv',
      'sheets/DKMM/2021-07-20/tokens/bad.csv',
      'a.csv',
    ]
    s3.put('inbox', good!, certificates(2, { date: '2021-07-20' }))
    s3.put('inbox', bad!, new TextEncoder().encode('token_no,dose\n1,many\n'))
    for (const key of [good, bad, elsewhere]) await handler(created(key!))
    expect(toldOf(good!)).toMatchObject({ outcome: 'accepted', replay: false, receipt: { rows: 2 } })
    expect(toldOf(bad!)).toMatchObject({
      outcome: 'refused',
      faults: [{ reason: 'unknown-centre' }, { row: 2, reason: 'bad-dose' }],
    })
    expect(toldOf(elsewhere!)).toMatchObject({ outcome: 'not-ours' })
  })

  it('takes a file whose key is too long to answer beside', async () => {
    const key = `feeds/certificates/${'x'.repeat(1000)}.csv`
    s3.put('inbox', key, certificates(1, { date: '2021-07-21' }))
    expect(await handler(created(key))).toBe('accepted')
  })

  it('takes what an upload’s form brought as what it was announced, and answers in its record alone', async () => {
    const as = {
      kind: 'sheet',
      leg: 'certificates',
      centreId: 'DKMM',
      date: '2021-07-22',
      final: false,
      replace: false,
    } as const
    const upload: Upload = {
      ...{ uploadId: 'one', by: 'registry', as, maxBytes: 1000, createdAt: 0 },
      ...{ formUntil: 0, openUntil: Date.now() + 60_000, state: 'waiting' },
    }
    await store.commit({ upload: { before: null, after: upload } })
    s3.put('inbox', 'uploads/one/file', certificates(3, { date: '2021-07-22' }))
    expect(await handler(created('uploads/one/file'))).toBe('accepted')
    expect(await store.upload('one')).toMatchObject({ state: 'accepted', receipt: { rows: 3 } })
    expect((await store.head('DKMM', '2021-07-22'))?.legs.certificates).toMatchObject({ by: 'registry' })
    expect(toldOf('uploads/one/file')).toBeUndefined()
    const kept = [...s3.objects.keys()].filter((name) =>
      name.startsWith('evidence/raw/sheets/DKMM/2021-07-22/'),
    )
    expect(kept).toHaveLength(1)
  })

  it('takes nothing under the key of an upload that nobody announced', async () => {
    s3.put('inbox', 'uploads/none/file', certificates(1))
    expect(await handler(created('uploads/none/file'))).toBe('not-ours')
  })

  it('fails on a file that is gone and on an event that is another’s, so that they are kept and looked into', async () => {
    await expect(handler(created('feeds/certificates/gone.csv'))).rejects.toThrow()
    await expect(handler({ detail: {} })).rejects.toThrow()
  })
})
