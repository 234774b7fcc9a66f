import { addDays, cutOffOf, dateOf, datesBetween } from '../domain/calendar.ts'
import { contextsOf } from '../domain/context.ts'
import { pastOfHead } from '../domain/head-past.ts'
import { compareText } from '../domain/ids.ts'
import { canonicalJson } from '../domain/ledger.ts'
import { policyFingerprint } from '../domain/made-with.ts'
import type { IsoDate, PastDay } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { groupBy } from './in-parallel.ts'
import type { DayContexts } from './store.ts'

/**
 * How usual each centre-day of the last `days` is that is past its cut-off, from what the stored results tell. It
 * accuses nobody, and no result hangs on it: so it is made once a night, and written only where it changed. It names the
 * policy that it was made under, which is kept.
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
  const fingerprint = policyFingerprint(policy)
  for (const date of datesBetween(first, today)) {
    if (dates.has(date) && now >= cutOffOf(date, policy)) await makeContext(date, pastByCentre)
  }

  async function makeContext(date: IsoDate, past: ReadonlyMap<string, readonly PastDay[]>): Promise<void> {
    const contexts = { policy: fingerprint, byCentre: contextsOf(date, past, policy) }
    const before = await store.contexts(date)
    if (before !== null && isSame(before, contexts)) return
    await store.keepPolicy(fingerprint, policy)
    await store.putContexts(date, contexts)
  }
}

function isSame(a: DayContexts, b: DayContexts): boolean {
  return a.policy === b.policy && textOf(a) === textOf(b)
}

function textOf({ byCentre }: DayContexts): string {
  return canonicalJson([...byCentre].sort(([one], [other]) => compareText(one, other)))
}
