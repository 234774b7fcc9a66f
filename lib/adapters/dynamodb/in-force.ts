import { groupBy } from '../../application/in-parallel.ts'
import type { CentreDayLegs, Store } from '../../application/store.ts'
import { datesBetween } from '../../domain/calendar.ts'
import { hasSameVersions } from '../../domain/head.ts'
import type { IsoDate } from '../../domain/rows.ts'
import { toHead } from './heads.ts'
import {
  dayPartition,
  HEADS,
  headPrefix,
  LAST_SHARD,
  MARKS,
  markKey,
  placeOfMark,
  SHARDS,
  shardOf,
  WHOLE_DAY,
} from './keys.ts'
import type { Item, Table, Write } from './table.ts'

/** Some centres of one day. While its mark is the same, nothing came in. */
interface Shard {
  readonly date: IsoDate
  readonly shard: string
  readonly mark: string
}

interface KnownShard {
  readonly mark: string
  readonly centreDays: readonly CentreDayLegs[]
}
type Known = Map<string, KnownShard>

/** Some hundred weeks of a district; past it the cache begins anew. */
const MOST_KNOWN = 10_000
/** More shards of one day than this, and the whole day is one query. */
const FEW_SHARDS = 2

/**
 * Reads again only what has another mark than when it was read. Marks first, heads after: what is kept may be newer
 * than its mark says, never older.
 */
export function cachedInForce(table: Table): Store['inForce'] {
  const known: Known = new Map()
  return async (from, to) => {
    const shards = await readShards(table, from, to)
    if (known.size > MOST_KNOWN) known.clear()
    // Others read at the same time, and may put something older there.
    const standing = new Map(shards.map((of) => [placeOf(of), known.get(placeOf(of))]))
    const moved = shards.filter((of) => standing.get(placeOf(of))?.mark !== of.mark)
    const days = groupBy(moved, ({ date }) => date).map((ofDay) => readAgain(table, ofDay, standing))
    for (const [place, shard] of (await Promise.all(days)).flat()) {
      standing.set(place, shard)
      known.set(place, shard)
    }
    return { mark: markOf(shards), centreDays: [...standing.values()].flatMap((of) => of!.centreDays) }
  }
}

export async function readMark(table: Table, from: IsoDate, to: IsoDate): Promise<string> {
  return markOf(await readShards(table, from, to))
}

/** Rows came in: to be written with them, or before anybody judges them. */
export function markWrite(date: IsoDate, centreId?: string): Write {
  return { count: markKey(date, centreId === undefined ? WHOLE_DAY : shardOf(centreId)) }
}

const placeOf = ({ date, shard }: Pick<Shard, 'date' | 'shard'>): string => `${date}#${shard}`

function markOf(shards: readonly Shard[]): string {
  return shards.map((of) => `${placeOf(of)} ${of.mark}`).join('\n')
}

/** The shards that may hold something. */
async function readShards(table: Table, from: IsoDate, to: IsoDate): Promise<readonly Shard[]> {
  const items = await table.query(MARKS, {
    from: markKey(from, '').sk,
    upTo: markKey(to, LAST_SHARD).sk,
  })
  const counts = new Map(items.map((item) => [item.sk as string, item.value as number]))
  const dates = new Set(items.map((item) => placeOfMark(item.sk as string).date))
  return datesBetween(from, to).flatMap((date) =>
    dates.has(date)
      ? SHARDS.map((shard) => {
          const own = counts.get(markKey(date, shard).sk) ?? 0
          return { date, shard, mark: `${counts.get(markKey(date, WHOLE_DAY).sk) ?? 0}.${own}` }
        })
      : [],
  )
}

/** Some shards of one day. */
async function readAgain(
  table: Table,
  shards: readonly Shard[],
  standing: ReadonlyMap<string, KnownShard | undefined>,
): Promise<readonly (readonly [string, KnownShard])[]> {
  const partition = dayPartition(shards[0]!.date)
  const prefixes = shards.length > FEW_SHARDS ? [HEADS] : shards.map(({ shard }) => headPrefix(shard))
  const items = (await Promise.all(prefixes.map((prefix) => table.query(partition, { prefix })))).flat()
  const byShard = new Map(groupBy(items, shardOfItem).map((of) => [shardOfItem(of[0]!), of]))
  return shards.map((of) => {
    const before = new Map(standing.get(placeOf(of))?.centreDays.map((legs) => [legs.centreId, legs]))
    const centreDays = (byShard.get(of.shard) ?? []).map((item) => legsOf(item, before))
    return [placeOf(of), { mark: of.mark, centreDays }]
  })
}

const shardOfItem = ({ sk }: Item): string => (sk as string).charAt(HEADS.length)

/** The same object while its legs are the same: whoever keeps what it made of it finds that again. */
function legsOf(item: Item, before: ReadonlyMap<string, CentreDayLegs>): CentreDayLegs {
  const { centreId, date, legs } = toHead(item)
  const known = before.get(centreId)
  return known && hasSameVersions(known.legs, legs) ? known : { centreId, date, legs }
}
