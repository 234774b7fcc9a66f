import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Head } from '../../domain/head.ts'
import type { Instant, IsoDate } from '../../domain/rows.ts'
import {
  centreOfKey,
  dateOfPartition,
  dayPartition,
  dueKey,
  duePartition,
  dueUntil,
  HEADS,
  headKey,
  type Key,
} from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write } from './table.ts'

/** Heads that were read before: one of the same `rev` is the same object, and need not be parsed again. */
export type KnownHeads = Map<string, Head>

/** Some ten districts' days; past it the cache begins anew. */
const MOST_KNOWN = 50_000

export async function readHead(table: Table, centreId: string, date: IsoDate): Promise<Head | null> {
  const item = await table.get(headKey(centreId, date))
  return item && toHead(item)
}

export async function readHeads(
  table: Table,
  dates: readonly IsoDate[],
  known: KnownHeads,
): Promise<readonly Head[]> {
  const days = await Promise.all(dates.map((date) => table.query(dayPartition(date), { prefix: HEADS })))
  if (known.size > MOST_KNOWN) known.clear()
  return days.flat().map((item) => knownHead(item, known))
}

/** Those of these centre-days that have a head. */
export async function readHeadsOf(
  table: Table,
  places: readonly { readonly centreId: string; readonly date: IsoDate }[],
  known: KnownHeads,
): Promise<readonly Head[]> {
  const items = await table.getAll(places.map(({ centreId, date }) => headKey(centreId, date)))
  return items.map((item) => knownHead(item, known))
}

/** Dates of the heads that are due. The index may lag by moments; who acts on it reads the heads again. */
export async function readDueDates(table: Table, now: Instant): Promise<readonly IsoDate[]> {
  const keys = await table.query(duePartition('HEAD'), { index: 'gsi1', upTo: dueUntil(now) })
  return [...new Set(keys.map((key) => dateOfPartition((key as unknown as Key).pk)))].sort()
}

export function headWrite(before: Head, after: Head): Write {
  const { centreId, date, rev, dueAt, ...state } = after
  const due = dueAt === null ? {} : dueKey('HEAD', dueAt)
  return {
    put: { ...headKey(centreId, date), rev, dueAt, state: deflateRawSync(JSON.stringify(state)), ...due },
    expect: before.rev === 0 ? absent : stillEquals('rev', before.rev),
  }
}

function knownHead(item: Item, known: KnownHeads): Head {
  const place = `${item.pk} ${item.sk}`
  const before = known.get(place)
  if (before && before.rev === item.rev) return before
  const head = toHead(item)
  known.set(place, head)
  return head
}

/**
 * One text holds all that no condition or index looks at, ten times faster to read than attributes; deflated it is half
 * a KB, where a head would be billed as two.
 */
export function toHead({ pk, sk, rev, dueAt, state }: Item): Head {
  const place = { centreId: centreOfKey(sk as string), date: dateOfPartition(pk as string) }
  return { ...place, rev, dueAt, ...JSON.parse(inflateRawSync(state as Uint8Array).toString('utf8')) }
}
