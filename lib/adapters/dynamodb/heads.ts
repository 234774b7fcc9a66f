import type { Head } from '../../domain/head.ts'
import type { Instant, IsoDate } from '../../domain/rows.ts'
import {
  centreOfKey,
  dateOfPartition,
  dayPartition,
  dueKey,
  duePartition,
  dueUntil,
  headKey,
  type Key,
} from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write } from './table.ts'

/** Some ten districts' days; past it the cache begins anew. */
const MOST_KNOWN = 50_000
/** As many as one call gives by their keys. */
const MOST_FETCHED = 100
const CENTRES = { prefix: 'CENTRE#' } as const

/** Heads that were read before: one of the same `rev` is the same object, and need not be read or parsed again. */
export class KnownHeads {
  readonly #days = new Map<string, Map<string, Head>>()
  readonly #most: number
  #size = 0

  constructor(most = MOST_KNOWN) {
    this.#most = most
  }

  /** By sort key; null where nothing of the day is known. */
  ofDay(partition: string): Map<string, Head> | null {
    return this.#days.get(partition) ?? null
  }

  take(item: Item): Head {
    if (this.#size > this.#most) this.#forget()
    const [partition, key] = [item.pk as string, item.sk as string]
    const day = this.#days.get(partition) ?? new Map<string, Head>()
    this.#days.set(partition, day)
    const before = day.get(key)
    if (before && before.rev === item.rev) return before
    if (!before) this.#size++
    const head = toHead(item)
    day.set(key, head)
    return head
  }

  #forget(): void {
    this.#days.clear()
    this.#size = 0
  }
}

export async function readHead(table: Table, centreId: string, date: IsoDate): Promise<Head | null> {
  const item = await table.get(headKey(centreId, date))
  return item && toHead(item)
}

export async function readHeads(
  table: Table,
  dates: readonly IsoDate[],
  known: KnownHeads,
): Promise<readonly Head[]> {
  return (await Promise.all(dates.map((date) => readDay(table, dayPartition(date), known)))).flat()
}

/**
 * Of a day that was read before only the `rev` of each head is asked for, a tenth of its bytes, and then those heads
 * that have another: whoever takes a file in reads ten days of a district, and little of them has changed.
 */
async function readDay(table: Table, partition: string, known: KnownHeads): Promise<readonly Head[]> {
  const before = known.ofDay(partition)
  if (!before) return readWhole(table, partition, known)
  const revs = await table.query(partition, { ...CENTRES, attributes: ['pk', 'sk', 'rev'] })
  const kept = new Map(revs.map(({ sk, rev }) => [sk as string, headIn(before, sk as string, rev)]))
  const changed = [...kept].filter(([, head]) => head === null).map(([sk]) => ({ pk: partition, sk }))
  if (changed.length > MOST_FETCHED) return readWhole(table, partition, known)
  for (const item of await table.getAll(changed)) kept.set(item.sk as string, known.take(item))
  return [...kept.values()].filter((head) => head !== null)
}

async function readWhole(table: Table, partition: string, known: KnownHeads): Promise<readonly Head[]> {
  return (await table.query(partition, CENTRES)).map((item) => known.take(item))
}

function headIn(day: ReadonlyMap<string, Head>, key: string, rev: unknown): Head | null {
  const head = day.get(key)
  return head && head.rev === rev ? head : null
}

/** Those of these centre-days that have a head. */
export async function readHeadsOf(
  table: Table,
  places: readonly { readonly centreId: string; readonly date: IsoDate }[],
  known: KnownHeads,
): Promise<readonly Head[]> {
  const items = await table.getAll(places.map(({ centreId, date }) => headKey(centreId, date)))
  return items.map((item) => known.take(item))
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
    put: { ...headKey(centreId, date), rev, dueAt, state: JSON.stringify(state), ...due },
    expect: before.rev === 0 ? absent : stillEquals('rev', before.rev),
  }
}

/** One text holds all that no condition or index looks at: smaller, and ten times faster to read than attributes. */
function toHead({ pk, sk, rev, dueAt, state }: Item): Head {
  const place = { centreId: centreOfKey(sk as string), date: dateOfPartition(pk as string) }
  return { ...place, rev, dueAt, ...JSON.parse(state as string) }
}
