import { addDays, datesBetween } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import { pastOfHead } from '../domain/head-past.ts'
import type { PastDay } from '../domain/rows.ts'
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

type HeadReader = Pick<Store, 'heads' | 'headsOf'>

/** More centres than this, and the heads of whole days are read: a key costs as much as three heads in a row. */
const FEW_CENTRES = 64

/** What the `historyDays` before each of the targets tell it. */
export async function readPast(
  targets: readonly Head[],
  historyDays: number,
  store: HeadReader,
): Promise<Past> {
  const own = new Set(targets.map(placeOf))
  const asked = groupBy(targets, ({ centreId }) => centreId)
    .flatMap((ofCentre) => daysBefore(ofCentre, historyDays))
    .filter((place) => !own.has(placeOf(place)))
  return pastOf(asked, await headsAt(asked, store))
}

/** The same question again: has any of the answers changed since? */
export async function isPastAsBefore({ asked, text }: Past, store: HeadReader): Promise<boolean> {
  return pastOf(asked, await headsAt(asked, store)).text === text
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
export async function headsAt(places: readonly Place[], store: HeadReader): Promise<readonly Head[]> {
  const centres = new Set(places.map(({ centreId }) => centreId))
  if (centres.size <= FEW_CENTRES) return places.length > 0 ? store.headsOf(places) : []
  const wanted = new Set(places.map(placeOf))
  const read = await store.heads([...new Set(places.map(({ date }) => date))])
  return read.filter((head) => wanted.has(placeOf(head)))
}
