import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { chunkKey } from '../../lib/adapters/dynamodb/keys.ts'
import { CHUNK_BYTES, packLeg, unpackLeg } from '../../lib/adapters/dynamodb/packed-rows.ts'
import { type LegContent, StaleWrite } from '../../lib/application/store.ts'
import { acceptVersion, type LegVersion, newHead } from '../../lib/domain/head.ts'
import type { CertificateRow } from '../../lib/domain/rows.ts'
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
    const after = acceptVersion(before, 'certificates', version(1), true)
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
      heads: [{ before: moved, after: acceptVersion(moved, 'certificates', version(1), true) }],
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
      heads: [{ before, after: acceptVersion(before, 'certificates', version(1), true) }],
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

describe('a leg that was kept by an earlier version', () => {
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
