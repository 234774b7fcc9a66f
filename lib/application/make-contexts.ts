import { addDays, cutOffOf, dateOf, datesBetween } from '../domain/calendar.ts'
import { contextsOf } from '../domain/context.ts'
import { pastOfHead } from '../domain/head-past.ts'
import { canonicalJson } from '../domain/ledger.ts'
import type { Context } from '../domain/report.ts'
import type { IsoDate, PastDay } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { groupBy } from './in-parallel.ts'

/**
 * How usual each centre-day of the last `days` is that is past its cut-off, from what the stored results tell. It
 * accuses nobody, and no result hangs on it: so it is made once a night, and written only where it changed.
 */
export async function makeContexts(
  days: number,
  { store, clock, district: { policy } }: Pick<Deps, 'store' | 'clock' | 'district'>,
): Promise<void> {
  const now = clock.now()
  const today = dateOf(now, policy.timeZone)
  const first = addDays(today, -days)
  const heads = await store.heads(datesBetween(addDays(first, -policy.historyDays), today))
  const told = heads.filter(({ result }) => result !== null).sort((a, b) => (a.date < b.date ? -1 : 1))
  const centres = groupBy(told, ({ centreId }) => centreId)
  const pastByCentre = new Map(centres.map((ofCentre) => [ofCentre[0]!.centreId, ofCentre.map(pastOfHead)]))
  const dates = new Set(told.map(({ date }) => date))
  for (const date of datesBetween(first, today)) {
    if (dates.has(date) && now >= cutOffOf(date, policy)) await makeContext(date, pastByCentre)
  }

  async function makeContext(date: IsoDate, past: ReadonlyMap<string, readonly PastDay[]>): Promise<void> {
    const contexts = contextsOf(date, past, policy)
    const before = await store.contexts(date)
    if (before === null || !isSame(before, contexts)) await store.putContexts(date, contexts)
  }
}

function isSame(a: ReadonlyMap<string, Context>, b: ReadonlyMap<string, Context>): boolean {
  return canonicalJson(Object.fromEntries(a)) === canonicalJson(Object.fromEntries(b))
}
