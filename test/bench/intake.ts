import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../lib/adapters/dynamodb/table-definition.ts'
import { startEmbeddedDynamoDb } from '../../lib/adapters/local/embedded-dynamodb.ts'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { datesBetween } from '../../lib/domain/calendar.ts'
import { certificateRows, feed, handed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { meteredClient } from './metered-client.ts'

/** All that a result of the last can depend on: three times the look-back, and the day itself. */
const DAYS = datesBetween('2021-08-19', '2021-08-28')
const TODAY = DAYS.at(-1)!
const TOKENS = 80
/** Centres that have handed in nothing yet. */
const SPARE = 'SPARE'
const FED = Array.from({ length: 40 }, (_, number) => `FED${number}`)

/**
 * From an accepted row to the message in the outbox, with a district of 400 centres and all days that it reads loaded, on a
 * database in a file. The peer is the same database taking one bare transaction of three items of such a size.
 */
export async function benchIntake(): Promise<void> {
  for (const centres of [100, 400]) await measure(centres)
}

async function measure(centres: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'milaan-bench-'))
  const database = await startEmbeddedDynamoDb(join(directory, 'table.db'))
  const { client, units } = meteredClient(localDynamoDbClient(database.endpoint))
  try {
    await ensureTable(client, 'milaan')
    const names = Array.from({ length: centres }, (_, number) => `C${number}`)
    const store = createStore({ client, tableName: 'milaan', rowsDays: 400 })
    const system = await newSystem(store, [...names, SPARE, ...FED])
    system.at(TODAY, '16:00')
    await load(names, system)
    const ours = await timed(60, (round) => findFakes(names[round]!, system))
    const bare = await timed(60, (round) => bareTransaction(client, round))
    const balanced = await unitsToBalanced(system, units)
    const [first, later] = await unitsOfFeeds(system, units)
    const [p50, p99] = [ours.at(30)!, ours.at(-1)!]
    console.log(
      [
        `${centres} centres of ${TOKENS} tokens, ${DAYS.length} days loaded`,
        `  file handed in to message in the outbox: median ${p50.toFixed(0)} ms, worst of 60 ${p99.toFixed(0)} ms`,
        `  one bare transaction of three items:   median ${bare.at(30)!.toFixed(1)} ms; ratio ${(p50 / bare.at(30)!).toFixed(0)}`,
        `  write units of a centre-day of ${TOKENS} tokens, two legs, to balanced: ${balanced}`,
        `  write units of a feed for each of ${FED.length} centre-days that it changes: ${first}, and of the next ${later}`,
      ].join('\n'),
    )
  } finally {
    client.destroy()
    await database.stop()
    await rm(directory, { recursive: true })
  }
}

async function load(names: readonly string[], system: TestSystem): Promise<void> {
  for (const date of DAYS) {
    const rows = names.flatMap((centreId) =>
      certificateRows(TOKENS, { centreId, date, from: personOf(date) }),
    )
    for (const centreId of names) {
      const bytes = register(TOKENS, { centreId, date, from: personOf(date) })
      await acceptQuietly({ centreId, date, bytes }, system)
    }
    await acceptFeed(handed(feed(rows)), system)
  }
}

const personOf = (date: string): number => 1 + 1000 * DAYS.indexOf(date)

/** A sheet whose judging is put off to the feed that follows, as loading would otherwise judge every day 400 times. */
async function acceptQuietly(
  { centreId, date, bytes }: { centreId: string; date: string; bytes: Uint8Array },
  system: TestSystem,
): Promise<void> {
  const store = { ...system.store, inForce: () => Promise.reject(new Error('later')) }
  await acceptSheet(
    { centreId, date, leg: 'tokens', bytes, final: true, by: 'operator' },
    { ...system, store },
  )
}

/** The centre's certificates grow by sixteen that no token explains: answers when the alerts stand in the outbox. */
async function findFakes(centreId: string, system: TestSystem): Promise<void> {
  const bytes = feed(certificateRows(16, { centreId, date: TODAY, from: 900_000, by: 'stolen' }))
  await acceptSheet(
    { centreId, date: TODAY, leg: 'certificates', bytes, final: false, by: 'registry' },
    system,
  )
  const due = await system.store.outbox.claim(`${centreId}.${TODAY}.1:1:1:dio:sms`, Date.UTC(2022, 0), 1000)
  if (!due) throw new Error(`no alert for ${centreId}`)
}

async function bareTransaction(client: DynamoDBClient, round: number): Promise<void> {
  const put = (part: number) => ({
    Put: {
      TableName: 'milaan',
      Item: { pk: { S: `BENCH#${round}` }, sk: { S: `${part}` }, data: { B: Buffer.alloc(1000, round) } },
    },
  })
  await client.send(new TransactWriteItemsCommand({ TransactItems: [put(1), put(2), put(3)] }))
}

async function unitsToBalanced(system: TestSystem, units: () => number): Promise<number> {
  const date = TODAY
  const before = units()
  const place = { centreId: SPARE, date, final: true }
  await acceptSheet(
    { ...place, leg: 'tokens', bytes: register(TOKENS, { centreId: SPARE, date }), by: 'operator' },
    system,
  )
  const bytes = feed(certificateRows(TOKENS, { centreId: SPARE, date }))
  const receipt = await acceptSheet({ ...place, leg: 'certificates', bytes, by: 'registry' }, system)
  if (!receipt.ok || receipt.value.receipt.outcome !== 'balanced') throw new Error('not balanced')
  return units() - before
}

/** Of centres with a sheet each, and two feeds that bring half of their certificates each. */
async function unitsOfFeeds(system: TestSystem, units: () => number): Promise<readonly string[]> {
  const place = (centreId: string) => ({ centreId, date: TODAY })
  for (const centreId of FED)
    await acceptQuietly({ ...place(centreId), bytes: register(TOKENS, place(centreId)) }, system)
  const sums: string[] = []
  for (const count of [TOKENS / 2, TOKENS]) {
    const before = units()
    const rows = FED.flatMap((centreId) => certificateRows(count, place(centreId)))
    await acceptFeed(handed(feed(rows)), system)
    sums.push(((units() - before) / FED.length).toFixed(1))
  }
  return sums
}

async function timed(rounds: number, run: (round: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await run(round)
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)
}
