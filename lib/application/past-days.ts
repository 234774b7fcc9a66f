import { addDays, datesBetween } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import { pastOfHead } from '../domain/head-past.ts'
import type { IsoDate, PastDay } from '../domain/rows.ts'
import { groupBy } from './in-parallel.ts'
import type { Place, Store } from './store.ts'
import { placeOf } from './tie-index.ts'

/** What earlier days tell the results that are about to be made, as their stored results say. */
export interface Past {
  /** By centre id, the oldest first. The days to be judged are not in it: their rows are at hand, and tell. */
  readonly days: ReadonlyMap<string, readonly PastDay[]>
  /** The days that were asked for their head. */
  readonly asked: readonly Place[]
  /** Equal texts: they tell the same. */
  readonly text: string
}

/** Heads that were read already: all that there are of these dates. */
export interface KnownDays {
  readonly heads: readonly Head[]
  readonly dates: readonly IsoDate[]
}

export const NO_DAYS: KnownDays = { heads: [], dates: [] }

type HeadReader = Pick<Store, 'heads' | 'headsOf'>

/** More centres than this, and the heads of whole days are read: a key costs as much as three heads in a row. */
const FEW_CENTRES = 24

/** What the `historyDays` before each of the targets tell it. */
export async function readPast(
  targets: ReadonlySet<Head>,
  known: KnownDays,
  historyDays: number,
  store: HeadReader,
): Promise<Past> {
  const own = new Set([...targets].map(placeOf))
  const asked = groupBy([...targets], ({ centreId }) => centreId)
    .flatMap((ofCentre) => daysBefore(ofCentre, historyDays))
    .filter((place) => !own.has(placeOf(place)))
  return pastOf(asked, await headsAt(asked, known, store))
}

/** The same question again: has any of the answers changed since? */
export async function isPastAsBefore(
  { asked, text }: Past,
  known: KnownDays,
  store: HeadReader,
): Promise<boolean> {
  return pastOf(asked, await headsAt(asked, known, store)).text === text
}

function pastOf(asked: readonly Place[], heads: readonly Head[]): Past {
  const told = [...heads].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const groups = groupBy(told, ({ centreId }) => centreId)
  const days = new Map(groups.map((ofCentre) => [ofCentre[0]!.centreId, ofCentre.map(pastOfHead)]))
  return { days, asked, text: JSON.stringify([...days]) }
}

function daysBefore(targets: readonly Head[], historyDays: number): readonly Place[] {
  const dates = targets.map(({ date }) => date).sort()
  const { centreId } = targets[0]!
  const until = addDays(dates.at(-1)!, -1)
  return datesBetween(addDays(dates[0]!, -historyDays), until).map((date) => ({ centreId, date }))
}

/** The heads that there are of these days. */
export async function headsAt(
  places: readonly Place[],
  known: KnownDays,
  store: HeadReader,
): Promise<readonly Head[]> {
  const wanted = new Set(places.map(placeOf))
  const isKnown = new Set(known.dates)
  const others = places.filter(({ date }) => !isKnown.has(date))
  const centres = new Set(others.map(({ centreId }) => centreId))
  const read =
    centres.size > FEW_CENTRES
      ? await store.heads([...new Set(others.map(({ date }) => date))])
      : others.length > 0
        ? await store.headsOf(others)
        : []
  return [...known.heads, ...read].filter((head) => wanted.has(placeOf(head)))
}
