import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, feed, handed, register } from '../support/files.ts'
import { Interleaving } from '../support/interleaving.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const CENTRES = ['C0', 'C1', 'C2']
/** The first is told to the others, and shares no window with them. */
const DAYS = ['2021-08-18', '2021-08-27', '2021-08-28']

/** The same orders each time; others, and more: `FC_SEED=$RANDOM RUNS=500 npx vitest run test/application/interleavings`. */
const SEED = Number(process.env.FC_SEED ?? 20_210_828)
const RUNS = Number(process.env.RUNS ?? 40)

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number
type HandIn = (system: TestSystem) => Promise<unknown>

const oneOf = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)]!

/** Nine people of C0, some of whom are certified under a sister centre; now and then a sweep. */
function handInOf(random: Random): HandIn {
  if (random() < 0.1) return (system) => sweep('sweep', system)
  const centreId = oneOf(CENTRES, random)
  const date = oneOf(DAYS, random)
  const from = 1 + Math.floor(random() * 5)
  const count = 1 + Math.floor(random() * 5)
  if (random() < 0.4) {
    const bytes = register(count, { centreId: 'C0', date, from })
    const text = new TextDecoder().decode(bytes).replaceAll(',C0,', `,${centreId},`)
    const sheet = { centreId, date, leg: 'tokens' as const, final: random() < 0.7, by: 'op' }
    return (system) => acceptSheet({ ...sheet, bytes: new TextEncoder().encode(text) }, system)
  }
  const under = (sister: string, rows: readonly string[]) =>
    rows.map((row) => row.replace('C0-', `${sister}-`).replace(',C0,', `,${sister},`))
  const rows = certificateRows(count, { centreId: 'C0', date, from })
  const others = under(oneOf(CENTRES, random), certificateRows(2, { centreId: 'C0', date, from: 6 }))
  const bytes = feed(under(centreId, rows), random() < 0.5 ? others : [])
  if (random() < 0.6) return (system) => acceptFeed(handed(bytes), system)
  const sheet = { centreId, date, leg: 'certificates' as const, final: false, by: 'registry' }
  const own = feed(under(centreId, rows))
  return (system) => acceptSheet({ ...sheet, bytes: own }, system)
}

async function play(seed: number, dies: boolean): Promise<void> {
  const random = randomOf(seed)
  const table = await database.newTable()
  const system = await newSystem(database.openStore(table), CENTRES)
  system.at('2021-08-28', '18:00')
  if (random() < 0.5) await handInOf(random)(system)
  const count = 2 + Math.floor(random() * 3)
  const order = new Interleaving(count, random)
  const clients = Array.from({ length: count }, (_, actor) => {
    const client = database.newClient()
    order.gate(client, actor, dies && actor === 0 ? Math.floor(random() * 80) : undefined)
    return client
  })
  const done = clients.map((client) =>
    handInOf(random)({ ...system, store: database.openStore(table, client) }).catch((error) => {
      if (!dies) throw error
    }),
  )
  await order.run(Promise.all(done))
  for (const client of clients) client.destroy()
  if (!dies) await expectNoStaleResult(DAYS[0]!, DAYS.at(-1)!, system)
  system.at('2021-08-28', '18:05')
  await sweep('sweep', system, { orphaned: true })
  await expectNoStaleResult(DAYS[0]!, DAYS.at(-1)!, system)
  const nothing = { feedsResumed: 0, daysJudged: 0, daysPending: 0, failed: 0 }
  expect(await sweep('sweep', system)).toEqual(nothing)
}

describe('writers whose commands come in any order', () => {
  it.each([
    ['leave no stale result', false],
    ['leave none that a sweep does not mend, where one of them dies', true],
  ])(
    '%s',
    async (_, dies) => {
      for (let seed = SEED; seed < SEED + RUNS; seed++) {
        await play(seed, dies).catch((cause) => {
          throw new Error(`FC_SEED=${seed} RUNS=1: ${cause.message}`, { cause })
        })
      }
    },
    2000 * RUNS,
  )
})
