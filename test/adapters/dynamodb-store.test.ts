import { type BatchGetItemCommandInput, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { suspensionKey } from '../../lib/adapters/dynamodb/keys.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { StaleWrite } from '../../lib/application/store.ts'
import { addDays } from '../../lib/domain/calendar.ts'
import { newHead } from '../../lib/domain/head.ts'
import { findBreak } from '../../lib/domain/ledger.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { neverSuspended } from '../../lib/domain/suspension.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'

describe('the ledger', () => {
  it('is one whole chain although twenty writers append at once', async () => {
    const store = await database.newStore()
    const append = async (number: number): Promise<void> => {
      const fact = { kind: 'note', at: number, by: `writer-${number}`, data: { number } }
      for (;;) {
        try {
          return await store.commit({ facts: [{ chain: 'DKMM', fact }] })
        } catch (error) {
          if (!(error instanceof StaleWrite)) throw error
        }
      }
    }
    await Promise.all(Array.from({ length: 20 }, (_, number) => append(number)))
    const entries = await store.ledger('DKMM')
    expect(entries).toHaveLength(20)
    expect(findBreak(entries)).toBeNull()
    expect(new Set(entries.map((entry) => entry.by)).size).toBe(20)
  })

  it('pages past what one answer of the table holds', async () => {
    const table = await database.newTable()
    const store = database.openStore(table)
    const padding = 'x'.repeat(300_000)
    for (let number = 0; number < 5; number++) {
      await store.commit({
        facts: [{ chain: 'DKMM', fact: { kind: 'note', at: number, by: 'dio', data: { padding } } }],
      })
    }
    expect(await store.ledger('DKMM')).toHaveLength(5)
  })
})

describe('a change', () => {
  it('is written whole or not at all', async () => {
    const store = await database.newStore()
    const before = newHead('DKMM', DAY)
    const head = { before, after: { ...before, rev: 1 } }
    await store.commit({ heads: [head] })
    const facts = [{ chain: 'DKMM', fact: { kind: 'note', at: 1, by: 'dio', data: {} } }]
    await expect(store.commit({ heads: [head], facts })).rejects.toThrow(StaleWrite)
    expect(await store.ledger('DKMM')).toEqual([])
  })

  it('is due in the sparse index only while something is to be done', async () => {
    const store = await database.newStore()
    const before = newHead('DKMM', DAY)
    const due = { ...before, rev: 1, dueAt: 1_000 }
    await store.commit({ heads: [{ before, after: due }] })
    expect(await store.dueDates(999)).toEqual([])
    expect(await store.dueDates(1_000)).toEqual([DAY])
    await store.commit({ heads: [{ before: due, after: { ...due, rev: 2, dueAt: null } }] })
    expect(await store.dueDates(9_999)).toEqual([])
  })
})

describe('heads that are asked for by their keys', () => {
  const days = Array.from({ length: 130 }, (_, number) => addDays(DAY, -number))
  const places = days.map((date) => ({ centreId: 'DKMM', date }))
  async function filled(): Promise<string> {
    const table = await database.newTable()
    const store = database.openStore(table)
    for (let from = 0; from < days.length; from += 50) {
      const heads = days.slice(from, from + 50).map((date) => {
        const before = newHead('DKMM', date)
        return { before, after: { ...before, rev: 1 } }
      })
      await store.commit({ heads })
    }
    return table
  }

  it('come back however many they are, and those that are not there are left out', async () => {
    const store = database.openStore(await filled())
    const found = await store.headsOf([...places, { centreId: 'N8', date: DAY }])
    expect(found.map(({ date }) => date).sort()).toEqual([...days].sort())
    expect(await store.headsOf([])).toEqual([])
  })

  it('are asked for again where the table had no time for some', async () => {
    const table = await filled()
    const client = localDynamoDbClient(await endpointOf(database.client()))
    let calls = 0
    client.middlewareStack.add(
      (next) => async (args) => {
        const input = args.input as BatchGetItemCommandInput
        const keys = input.RequestItems?.[table]?.Keys ?? []
        const [now, later] = ++calls === 1 ? [keys.slice(0, 30), keys.slice(30)] : [keys, []]
        const some = { RequestItems: { [table]: { Keys: now, ConsistentRead: true } } }
        const answer = await next({ ...args, input: some as typeof args.input })
        const unread = { UnprocessedKeys: { [table]: { Keys: later } } }
        return later.length > 0 ? { ...answer, output: { ...answer.output, ...unread } } : answer
      },
      { step: 'initialize' },
    )
    const found = await createStore({ client, tableName: table, rowsDays: 400 }).headsOf(places)
    client.destroy()
    expect(calls).toBe(2)
    expect(found.map(({ date }) => date).sort()).toEqual([...days].sort())
  })
})

describe('what was kept by an earlier version', () => {
  it('is read as it is now: a suspension without its periods, a sheet that raises nothing', async () => {
    const table = await database.newTable()
    const store = database.openStore(table)
    const { periods, ...old } = {
      ...neverSuspended('DKMM'),
      status: 'suspended' as const,
      sequence: 2,
      since: 7,
    }
    const Item = marshall({ ...suspensionKey('DKMM'), ...old })
    await database.client().send(new PutItemCommand({ TableName: table, Item }))
    const read = await store.suspension('DKMM')
    expect(read).toEqual({ ...old, periods: [{ from: 7, until: null }] })
    expect(await store.suspensionPeriods()).toEqual(new Map())
    const after = { ...read, status: 'reinstatement-proposed' as const, sequence: 3, since: 9 }
    await store.commit({ suspension: { before: read, after } })
    expect(await store.suspensionPeriods()).toEqual(new Map([['DKMM', read.periods]]))
  })
})

describe('what results were made by', () => {
  it('is kept once, whoever keeps it how often', async () => {
    const store = await database.newStore()
    expect(await store.policy('a1')).toBeNull()
    for (let times = 0; times < 2; times++) await store.keepPolicy('a1', DEFAULT_POLICY)
    expect(await store.policy('a1')).toEqual(DEFAULT_POLICY)
  })

  it('holds how usual each of two thousand centres is', async () => {
    const store = await database.newStore()
    const ears = (number: number) => ({ statistic: number / 7, upperBound: number / 3, exceeds: false })
    const byCentre = new Map(
      Array.from({ length: 2000 }, (_, number) => [
        `CENTRE-${number}`,
        { c1: ears(number), c2: ears(number + 0.5), c3: null, unusual: false },
      ]),
    )
    expect(await store.contexts(DAY)).toBeNull()
    const contexts = { policy: 'a1', byCentre }
    await store.putContexts(DAY, contexts)
    expect(await store.contexts(DAY)).toEqual(contexts)
  })
})

async function endpointOf(client: DynamoDBClient): Promise<string> {
  const { protocol, hostname, port } = await client.config.endpoint!()
  return `${protocol}//${hostname}:${port}`
}
