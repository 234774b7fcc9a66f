import { readFile } from 'node:fs/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messageKey } from '../../../lib/adapters/dynamodb/keys.ts'
import { createStore } from '../../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../../lib/adapters/dynamodb/table-definition.ts'
import {
  type EmbeddedDynamoDb,
  startEmbeddedDynamoDb,
} from '../../../lib/adapters/local/embedded-dynamodb.ts'
import type { Store } from '../../../lib/application/store.ts'
import { aMessage, anOfficial } from '../../support/messages.ts'
import { type SnsServer, startSnsServer } from '../../support/sns-server.ts'

/** The function as it is deployed: its own composition, from its environment, on a real table and real HTTP. */

const DISTRICT = new URL('../../../infra/districts/aurangabad-mh.json', import.meta.url)
const context = { getRemainingTimeInMillis: () => 50_000 }
const before = { ...process.env }

let database: EmbeddedDynamoDb
let sns: SnsServer
let client: DynamoDBClient
let store: Store
let handler: (event: unknown, of: typeof context) => Promise<unknown>

beforeAll(async () => {
  database = await startEmbeddedDynamoDb(null)
  sns = await startSnsServer()
  Object.assign(process.env, {
    AWS_REGION: 'ap-south-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
    MILAAN_DISTRICT: await readFile(DISTRICT, 'utf8'),
    MILAAN_TABLE: 'milaan-notify',
    MILAAN_ALERT_TOPIC: 'arn:aws:sns:ap-south-1:111122223333:alerts',
    MILAAN_STATUS_TOPIC: 'arn:aws:sns:ap-south-1:111122223333:centre-status',
    MILAAN_DYNAMODB_ENDPOINT: database.endpoint,
  })
  client = new DynamoDBClient({ endpoint: database.endpoint })
  await ensureTable(client, 'milaan-notify')
  store = createStore({ client, tableName: 'milaan-notify', rowsDays: 400 })
  await store.putOfficial(anOfficial())
  handler = (await import('../../../functions/notify/handler.ts')).handler
})
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
  client?.destroy()
  await Promise.all([sns?.close(), database?.stop()])
})
beforeEach(() => {
  sns.requests.length = 0
  sns.answer({ kind: 'accept' })
})

const put = (...ids: readonly string[]): Promise<void> =>
  store.commit({ messages: { dueAt: Date.now(), list: ids.map((id) => aMessage({ id })) } })

describe('the notify function', () => {
  it('sends by the stream what was written, to the number in the register, and not again by the clock', async () => {
    await put('DKMM.2021-08-28.1:1:1:head:sms')
    const { pk, sk } = messageKey('DKMM.2021-08-28.1:1:1:head:sms')
    const Records = [
      { eventName: 'INSERT', dynamodb: { SequenceNumber: '1', Keys: { pk: { S: pk }, sk: { S: sk } } } },
    ]
    expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [] })
    expect(sns.requests).toMatchObject([{ Action: 'Publish', PhoneNumber: '+919999900001' }])
    expect(await handler({ run: 'minute' }, context)).toMatchObject({ sent: 0 })
    expect(sns.requests).toHaveLength(1)
  })

  it('sends by the clock whatever is due, and puts off what SNS throttles', async () => {
    await put('a', 'b')
    sns.answer({ kind: 'refuse', status: 400, code: 'Throttling' })
    expect(await handler({ run: 'minute' }, context)).toMatchObject({ sent: 0, retried: 2, failed: 0 })
    await put('c')
    sns.answer({ kind: 'accept' })
    expect(await handler({ run: 'minute' }, context)).toMatchObject({ failed: 0, unprocessed: [] })
    expect(sns.requests.at(-1)).toMatchObject({ Message: aMessage().text })
  })

  it('begins nothing when hardly any time remains', async () => {
    await put('late')
    const result = await handler({ run: 'minute' }, { getRemainingTimeInMillis: () => 20_000 })
    expect(result).toMatchObject({ sent: 0, unprocessed: expect.arrayContaining(['late']) })
    expect(sns.requests).toEqual([])
  })
})
