import { setTimeout as sleep } from 'node:timers/promises'
import { groupBy } from '../../application/in-parallel.ts'
import type { CentreDayLegs, Store } from '../../application/store.ts'
import { datesBetween } from '../../domain/calendar.ts'
import { type Head, hasSameVersions } from '../../domain/head.ts'
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
import type { Table, Write } from './table.ts'

/** Some centres of one day. While its mark is the same, nothing came in. */
interface Shard {
  readonly date: IsoDate
  readonly shard: string
  readonly mark: string
  /** Versions that its own mark has counted. */
  readonly counted: number
}

interface KnownShard {
  readonly mark: string
  readonly centreDays: ReadonlyMap<string, CentreDayLegs>
}
type Read = readonly [place: string, KnownShard, isWhole: boolean]

/** Some more than one judging reads: what is known here keeps the rows of these days in memory. */
const MOST_DATES = 16
/** More shards of one day than this, and the whole day is one query. */
const FEW_SHARDS = 2
/** How often, and how far apart, a shard is read that does not have all of what its mark has counted. */
const TRIES = 5
const APART_MS = 20

export interface InForce {
  readonly read: Store['inForce']
  /** These heads were read: what is known otherwise is known no more. */
  hear(heads: readonly Head[]): void
}

/**
 * Reads again only what has another mark than when it was read. Marks are read first, heads after: what is kept may be
 * newer than its mark says. It is never older: a query may see one item of a transaction and not yet the other, so that
 * a shard is kept only where its heads add up to what its mark has counted.
 */
export function cachedInForce(table: Table): InForce {
  const known = new Map<string, KnownShard>()
  const dates = new Set<IsoDate>()
  return {
    read: async (from, to) => {
      const shards = await readShards(table, from, to)
      forgetOldest(datesBetween(from, to), dates, known)
      // Others read at the same time, and may put something older there.
      const standing = new Map(shards.map((of) => [placeOf(of), known.get(placeOf(of))]))
      const moved = shards.filter((of) => standing.get(placeOf(of))?.mark !== of.mark)
      const days = groupBy(moved, ({ date }) => date).map((ofDay) => readAgain(table, ofDay, standing))
      for (const [place, shard, isWhole] of (await Promise.all(days)).flat()) {
        standing.set(place, shard)
        if (isWhole) known.set(place, shard)
      }
      const centreDays = [...standing.values()].flatMap((of) => [...of!.centreDays.values()])
      return { mark: markOf(shards), centreDays }
    },
    hear: (heads) => {
      for (const { centreId, date, legs } of heads) {
        const place = placeOf({ date, shard: shardOf(centreId) })
        const kept = known.get(place)
        if (kept && !hasSameVersions(kept.centreDays.get(centreId)?.legs ?? {}, legs)) known.delete(place)
      }
    },
  }
}

/** The least recently read dates go first, each with all its shards. */
function forgetOldest(read: readonly IsoDate[], dates: Set<IsoDate>, known: Map<string, KnownShard>): void {
  for (const date of read) {
    dates.delete(date)
    dates.add(date)
  }
  for (const date of dates) {
    if (dates.size <= Math.max(MOST_DATES, read.length)) return
    dates.delete(date)
    for (const shard of SHARDS) known.delete(placeOf({ date, shard }))
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
          const mark = `${counts.get(markKey(date, WHOLE_DAY).sk) ?? 0}.${own}`
          return { date, shard, mark, counted: own }
        })
      : [],
  )
}

/** Some shards of one day; again where one does not have all that its mark has counted, which is there in a moment. */
async function readAgain(
  table: Table,
  shards: readonly Shard[],
  standing: ReadonlyMap<string, KnownShard | undefined>,
): Promise<readonly Read[]> {
  for (let tried = 1; ; tried++) {
    const heads = groupBy(await readHeadsIn(table, shards), ({ centreId }) => shardOf(centreId))
    const byShard = new Map(heads.map((of) => [shardOf(of[0]!.centreId), of]))
    const read = shards.map((of) => toKnown(of, byShard.get(of.shard) ?? [], standing.get(placeOf(of))))
    if (tried >= TRIES || read.every(([, , isWhole]) => isWhole)) return read
    await sleep(APART_MS)
  }
}

async function readHeadsIn(table: Table, shards: readonly Shard[]): Promise<readonly Head[]> {
  const partition = dayPartition(shards[0]!.date)
  const prefixes = shards.length > FEW_SHARDS ? [HEADS] : shards.map(({ shard }) => headPrefix(shard))
  const items = await Promise.all(prefixes.map((prefix) => table.query(partition, { prefix })))
  return items.flat().map(toHead)
}

function toKnown(of: Shard, heads: readonly Head[], before: KnownShard | undefined): Read {
  const counted = heads.reduce((sum, head) => sum + head.counted, 0)
  const centreDays = new Map(heads.map((head) => [head.centreId, legsOf(head, before)]))
  return [placeOf(of), { mark: of.mark, centreDays }, counted >= of.counted]
}

/** The same object while its legs are the same: whoever keeps what it made of it finds that again. */
function legsOf({ centreId, date, legs }: Head, before: KnownShard | undefined): CentreDayLegs {
  const known = before?.centreDays.get(centreId)
  return known && hasSameVersions(known.legs, legs) ? known : { centreId, date, legs }
}
