import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headOf, storeVersion } from '../../lib/application/accept-version.ts'
import type { CentreDayLegs, Store } from '../../lib/application/store.ts'
import { datesBetween } from '../../lib/domain/calendar.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { newSystem, type TestSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const [FROM, TO] = ['2021-08-26', '2021-08-28'] as const
const DAYS = datesBetween(FROM, TO)
/** So many that some share a shard. */
const CENTRES = Array.from({ length: 40 }, (_, number) => `C${number}`)

async function accept(centreId: string, date: string, deps: TestSystem): Promise<void> {
  const content = { leg: 'stock' as const, rows: [] }
  const handed = { centreId, date, content, rows: 0, sha256: 'x', by: 'op', final: false }
  await storeVersion(await headOf(centreId, date, deps), handed, deps)
}

const texts = (list: readonly CentreDayLegs[]): readonly string[] =>
  list.map(({ centreId, date, legs }) => JSON.stringify({ centreId, date, legs })).sort()

async function standing(store: Store): Promise<readonly string[]> {
  return texts(await store.heads(DAYS))
}

/** Every query of a day, by what it asks for. */
function watched(table: string): { readonly store: Store; readonly asked: string[] } {
  const client = database.newClient()
  const asked: string[] = []
  client.middlewareStack.add(
    (next) => async (args) => {
      const { ExpressionAttributeValues: of } = args.input as {
        ExpressionAttributeValues?: Record<string, { S?: string }>
      }
      if (of?.[':h']?.S?.startsWith('DAY#')) asked.push(`${of[':h'].S} ${of[':s']?.S}`)
      return next(args)
    },
    { step: 'initialize' },
  )
  return { store: database.openStore(table, client), asked }
}

describe('what is in force', () => {
  it('is what the heads say, whatever came in since it was read', async () => {
    const place = fc.record({ centreId: fc.constantFrom(...CENTRES), date: fc.constantFrom(...DAYS) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(place, { maxLength: 5 }), { maxLength: 6 }), async (rounds) => {
        const table = await database.newTable()
        const writer = await newSystem(database.openStore(table), CENTRES.slice(0, 1))
        const reader = database.openStore(table)
        let mark = await reader.mark(FROM, TO)
        for (const places of rounds) {
          for (const { centreId, date } of places) await accept(centreId, date, writer)
          const read = await reader.inForce(FROM, TO)
          expect(texts(read.centreDays)).toEqual(await standing(reader))
          expect(read.mark).toBe(await reader.mark(FROM, TO))
          expect(read.mark === mark).toBe(places.length === 0)
          mark = read.mark
        }
      }),
      { numRuns: 25, seed: 20_210_828 },
    )
  })

  it('is read again only where something came in, and kept as the same objects elsewhere', async () => {
    const table = await database.newTable()
    const system = await newSystem(database.openStore(table), CENTRES.slice(0, 1))
    for (const date of DAYS) for (const centreId of CENTRES) await accept(centreId, date, system)
    const { store, asked } = watched(table)
    const before = await store.inForce(FROM, TO)
    expect(asked.splice(0)).toEqual(DAYS.map((date) => `DAY#${date} CENTRE#`))
    await accept('C7', TO, system)
    const after = await store.inForce(FROM, TO)
    expect(asked.splice(0)).toEqual([expect.stringMatching(/^DAY#2021-08-28 CENTRE#[0-9a-f]#$/)])
    const known = new Set(before.centreDays)
    expect(after.centreDays.filter((of) => !known.has(of))).toMatchObject([{ centreId: 'C7', date: TO }])
    await store.inForce(FROM, TO)
    expect(asked).toEqual([])
  })

  it('tells of rows of a feed when all of it is applied', async () => {
    const table = await database.newTable()
    const system = await newSystem(database.openStore(table), CENTRES.slice(0, 1))
    await accept('C1', TO, system)
    const reader = database.openStore(table)
    const { mark } = await reader.inForce(FROM, TO)
    const head = await headOf('C2', TO, system)
    const share = { content: { leg: 'stock' as const, rows: [] }, rows: 0, sha256: 'x', by: 'op' }
    await storeVersion(head, { centreId: 'C2', date: TO, ...share, final: false, isShare: true }, system)
    expect(await reader.mark(FROM, TO)).toBe(mark)
    await system.store.commit({ marks: [{ date: TO }] })
    expect(texts((await reader.inForce(FROM, TO)).centreDays)).toEqual(await standing(reader))
  })

  it('is read of a day by its marks alone where nothing ever came in', async () => {
    const { store, asked } = watched(await database.newTable())
    expect(await store.inForce(FROM, TO)).toEqual({ mark: '', centreDays: [] })
    expect(asked).toEqual([])
  })
})
