import {
  type BatchGetItemCommandInput,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { chunkKey, suspensionKey } from '../../lib/adapters/dynamodb/keys.ts'
import { CHUNK_BYTES, packLeg, unpackLeg } from '../../lib/adapters/dynamodb/packed-rows.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { type LegContent, StaleWrite } from '../../lib/application/store.ts'
import { addDays } from '../../lib/domain/calendar.ts'
import { acceptVersion, type LegVersion, newHead } from '../../lib/domain/head.ts'
import { findBreak } from '../../lib/domain/ledger.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import type { CertificateRow } from '../../lib/domain/rows.ts'
import { neverSuspended } from '../../lib/domain/suspension.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const version = (number: number): LegVersion => ({
  version: number,
  sha256: 'a'.repeat(64),
  rows: 1,
  uploadedAt: Date.UTC(2021, 7, 28, 7),
  by: 'operator',
  final: false,
})

/** Rows that hardly deflate: a leg of the largest size that a centre-day may have. */
function certificates(count: number): LegContent {
  let seed = 7
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed
  }
  const rows = Array.from(
    { length: count },
    (_, number): CertificateRow => ({
      certificateId: `C${random()}${random()}-${number}`,
      centreId: 'DKMM',
      date: DAY,
      ref: String(10_000_000_000_000 + random() * 40_000 + number),
      dose: 1 + (random() % 2),
      vaccine: 'COVISHIELD',
      batch: `B${random() % 100}`,
      issuedAt: Date.UTC(2021, 7, 28) + (random() % 86_400_000),
      issuedBy: `login-${random() % 9}`,
      status: 'issued',
      received: 1,
    }),
  )
  return { leg: 'certificates', rows }
}

describe('a leg of 50,000 rows', () => {
  it('fills several items, becomes visible with its head, and comes back the same', async () => {
    const table = await database.newTable()
    const store = database.openStore(table)
    const content = certificates(50_000)
    const before = newHead('DKMM', DAY)
    const after = acceptVersion(before, 'certificates', version(1))
    await store.commit({
      heads: [{ before, after }],
      legs: [{ centreId: 'DKMM', date: DAY, version: version(1), content }],
    })
    const fresh = database.openStore(table)
    expect((await fresh.head('DKMM', DAY))?.legs.certificates?.version).toBe(1)
    expect(packLeg(content).length).toBeGreaterThan(3)
    expect(await fresh.leg('DKMM', DAY, 'certificates', 1)).toEqual(content)
  })

  it('leaves nothing behind where its head has moved meanwhile', async () => {
    const table = await database.newTable()
    const store = database.openStore(table)
    const moved = { ...newHead('DKMM', DAY), rev: 4 }
    const leg = { centreId: 'DKMM', date: DAY, version: version(1), content: certificates(50_000) }
    const change = {
      heads: [{ before: moved, after: acceptVersion(moved, 'certificates', version(1)) }],
      legs: [leg],
    }
    await expect(store.commit(change)).rejects.toThrow(StaleWrite)
    const { Items: items } = await database.client().send(new ScanCommand({ TableName: table }))
    expect(items).toEqual([])
  })

  it('is refused as damaged where one of its items is gone, never read in part', async () => {
    const table = await database.newTable()
    const store = database.openStore(table)
    const before = newHead('DKMM', DAY)
    const leg = { centreId: 'DKMM', date: DAY, version: version(1), content: certificates(50_000) }
    await store.commit({
      heads: [{ before, after: acceptVersion(before, 'certificates', version(1)) }],
      legs: [leg],
    })
    const { pk, sk } = chunkKey('DKMM', DAY, 'certificates', 1, 1)
    await database
      .client()
      .send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }))
    const fresh = database.openStore(table)
    await expect(fresh.leg('DKMM', DAY, 'certificates', 1)).rejects.toThrow('not whole')
  })
})

describe('packed rows', () => {
  it('keep every chunk under the limit of an item and give back what went in', () => {
    for (const count of [0, 1, 80, 20_000]) {
      const content = certificates(count)
      const chunks = packLeg(content)
      expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(CHUNK_BYTES)
      expect(unpackLeg(chunks, 'DKMM', DAY)).toEqual(content)
    }
  })

  it('keep a register, totals and null values as they are', () => {
    const token = {
      tokenNo: '7',
      ref: '',
      dose: null,
      vaccine: '',
      issuedAt: null,
      outcome: 'deferred' as const,
    }
    const register: LegContent = { leg: 'tokens', sheet: { kind: 'register', rows: [token] } }
    const totals: LegContent = { leg: 'tokens', sheet: { kind: 'totals', issued: 9, deferred: 1, left: 0 } }
    for (const content of [register, totals])
      expect(unpackLeg(packLeg(content), 'DKMM', DAY)).toEqual(content)
  })
})

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

  it('gives a register back with what was raised of it, and only where it was', () => {
    const row = { tokenNo: '7', ref: '', dose: null, vaccine: '', issuedAt: null, outcome: 'left' as const }
    const rows = [row, { ...row, tokenNo: '8', raisedAt: 5 }]
    const raised: LegContent = { leg: 'tokens', sheet: { kind: 'register', rows } }
    expect(JSON.stringify(unpackLeg(packLeg(raised), 'DKMM', DAY))).toBe(JSON.stringify(raised))
    const more = { kind: 'totals' as const, issued: 9, deferred: 1, left: 0, raised: { tokens: 2, at: 5 } }
    expect(unpackLeg(packLeg({ leg: 'tokens', sheet: more }), 'DKMM', DAY)).toEqual({
      leg: 'tokens',
      sheet: more,
    })
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
