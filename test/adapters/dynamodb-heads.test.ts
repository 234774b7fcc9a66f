import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KnownHeads, readHeads } from '../../lib/adapters/dynamodb/heads.ts'
import { headKey } from '../../lib/adapters/dynamodb/keys.ts'
import { openTable } from '../../lib/adapters/dynamodb/table.ts'
import type { Store } from '../../lib/application/store.ts'
import { newHead } from '../../lib/domain/head.ts'
import type { IsoDate } from '../../lib/domain/rows.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'

const database = useEmbeddedDynamoDb()
const DAYS: readonly IsoDate[] = ['2021-08-27', '2021-08-28']

/** One more revision of each of these centre-days, at once. */
async function write(store: Store, date: IsoDate, centres: readonly string[]): Promise<void> {
  const before = new Map((await store.heads([date])).map((head) => [head.centreId, head]))
  for (let from = 0; from < centres.length; from += 50) {
    const heads = centres.slice(from, from + 50).map((centreId) => {
      const head = before.get(centreId) ?? newHead(centreId, date)
      return { before: head, after: { ...head, rev: head.rev + 1, dirty: !head.dirty } }
    })
    await store.commit({ heads })
  }
}

const centres = (count: number): string[] => Array.from({ length: count }, (_, n) => `C${n}`)

describe('the heads of a day that were read before', () => {
  it('are the very same where nothing changed, and as they are now where it did', async () => {
    const table = await database.newTable()
    const [reader, writer] = [database.openStore(table), database.openStore(table)]
    await write(writer, DAYS[1]!, centres(5))
    const first = await reader.heads(DAYS)
    await write(writer, DAYS[1]!, ['C3', 'C9'])
    await write(writer, DAYS[0]!, ['C1'])
    const second = await reader.heads(DAYS)
    expect(second).toEqual(await database.openStore(table).heads(DAYS))
    const places = second.map(({ date, centreId, rev }) => `${date} ${centreId} ${rev}`)
    expect(places).toEqual([
      '2021-08-27 C1 1',
      ...['C0 1', 'C1 1', 'C2 1', 'C3 2', 'C4 1', 'C9 1'].map((head) => `2021-08-28 ${head}`),
    ])
    expect(second.filter((head) => first.includes(head)).map(({ centreId }) => centreId)).toEqual([
      ...['C0', 'C1', 'C2', 'C4'],
    ])
  })

  it('are none where they are gone', async () => {
    const table = await database.newTable()
    const store = database.openStore(table)
    await write(store, DAYS[1]!, centres(3))
    await store.heads(DAYS)
    await database
      .client()
      .send(new DeleteItemCommand({ TableName: table, Key: marshall(headKey('C1', DAYS[1]!)) }))
    expect((await store.heads(DAYS)).map(({ centreId }) => centreId)).toEqual(['C0', 'C2'])
  })

  it('are forgotten when they have become too many, and are read again', async () => {
    const tableName = await database.newTable()
    const store = database.openStore(tableName)
    const table = openTable(database.client(), tableName)
    const known = new KnownHeads(3)
    for (const count of [2, 7, 7, 5]) {
      for (const day of DAYS) await write(store, day, centres(count))
      expect(await readHeads(table, DAYS, known)).toEqual(await database.openStore(tableName).heads(DAYS))
    }
  })

  it('are what a reader sees who knows nothing, however many of them change in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const table = await database.newTable()
          const [reader, writer] = [database.openStore(table), database.openStore(table)]
          for (const count of changes) {
            await write(writer, DAYS[1]!, centres(count))
            expect(await reader.heads(DAYS)).toEqual(await database.openStore(table).heads(DAYS))
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})
