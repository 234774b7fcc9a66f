import { addDays, dateOf, datesBetween } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import { historyHash, pastOfHead } from '../domain/head-past.ts'
import type { Policy } from '../domain/policy.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { readSettledDays } from './district-days.ts'
import { groupBy } from './in-parallel.ts'
import type { JudgedDay } from './judge-day.ts'
import { headsAt } from './past-days.ts'
import { retryStale } from './retry-stale.ts'
import { type Place, StaleWrite } from './store.ts'
import { assureUnchanged, settleAll, storeAll } from './store-verdicts.ts'
import { placeOf } from './tie-index.ts'
import {
  isPressing,
  judgeTargets,
  mustStore,
  nextDue,
  provisional,
  spanOf,
  type Verdict,
} from './verdicts.ts'

/**
 * What a day tells reaches further than its rows do: to the days of the same centre that look back on it, up to
 * `historyDays` later. A day after today needs no care: it is judged in any case when its cut-off comes.
 */

/** About as long as judging takes. */
const COLLISION_MS = 40

type Reach = Pick<Policy, 'timeZone' | 'historyDays'>

/**
 * Judges every later day that was told something else than now stands, and days that become so thereby, and then
 * marks the days that were judged as told. Where a feed is being applied to later days, they stay marked and due.
 *
 * It begins when what the verdicts tell is stored: who reads the earlier heads from then on is told right, and whoever
 * did before is found here, or finds the `rev` moved, since later days that somebody may be judging at this moment
 * are judged too.
 */
export async function tellLaterDays(days: readonly JudgedDay[], deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const concerned = days.filter(({ own }) => own.some(({ untold }) => untold !== undefined))
  if (concerned.length === 0) return
  const verdicts = concerned.flatMap((day) => day.verdicts)
  if (!(await retryStale(() => judgeLaterDays(verdicts, now, deps), COLLISION_MS))) return
  for (const head of concerned.flatMap(({ own }) => own)) await markAsTold(head, now, deps)
}

/** A head that somebody has written since stays marked: what it tells now may be something else. */
async function markAsTold(before: Head, now: Instant, { store, district: { policy } }: Deps): Promise<void> {
  if (before.untold === undefined) return
  const isDueSince = before.dueAt !== before.untold
  const dueAt = isDueSince ? before.dueAt : nextDue(before, now, policy)
  const after = { ...before, rev: before.rev + 1, untold: undefined, dueAt }
  try {
    await store.commit({ heads: [{ before, after }] })
  } catch (error) {
    if (!(error instanceof StaleWrite)) throw error
  }
}

/** False: a feed is being applied to some of them. */
async function judgeLaterDays(verdicts: readonly Verdict[], now: Instant, deps: Deps): Promise<boolean> {
  const made = verdicts.map(({ head: { centreId, date } }) => ({ centreId, date }))
  const told = new Map(verdicts.map(({ head, next }) => [placeOf(head), next.result?.pastSeen ?? '']))
  for (;;) {
    const stale = await staleDays(made, told, now, deps)
    const first = stale[0]?.head.date
    if (first === undefined) return true
    const together = stale.filter(({ head }) => head.date <= addDays(first, 2 * lookBackOf(deps)))
    if (!(await judgeTogether(together, now, deps))) return false
    for (const { head, hash } of together) {
      told.set(placeOf(head), hash)
      made.push({ centreId: head.centreId, date: head.date })
    }
  }
}

interface StaleDay {
  readonly head: Head
  /** Of what its earlier days tell now. */
  readonly hash: string
}

/** The earliest first. `told` has the days that were judged already, with what they were told then. */
async function staleDays(
  made: readonly Place[],
  told: ReadonlyMap<string, string>,
  now: Instant,
  { store, district: { policy } }: Deps,
): Promise<readonly StaleDay[]> {
  const { historyDays } = policy
  const stretches = stretchesOf(made, now, policy)
  const places = stretches.flatMap(({ centreId, from, to }) =>
    daysOf(centreId, addDays(from, -historyDays), to),
  )
  const heads = groupBy(await headsAt(places, store), ({ centreId }) => centreId)
  const since = new Map(stretches.map(({ centreId, from }) => [centreId, from]))
  const isStale = ({ head, hash }: StaleDay): boolean => {
    const before = told.get(placeOf(head))
    if (isPressing(head, now) && before === undefined) return true
    return head.result !== null && head.result.pastSeen !== hash && before !== hash
  }
  return heads
    .flatMap((ofCentre) =>
      ofCentre
        .filter(({ centreId, date }) => date >= since.get(centreId)!)
        .map((head) => ({ head, hash: hashFor(head, ofCentre, historyDays) })),
    )
    .filter(isStale)
    .sort((a, b) => (a.head.date < b.head.date ? -1 : 1))
}

function hashFor({ date }: Head, ofCentre: readonly Head[], historyDays: number): string {
  const since = addDays(date, -historyDays)
  return historyHash(ofCentre.filter((head) => since <= head.date && head.date < date).map(pastOfHead))
}

/** Nobody's dirt is cleared by it: what is dirty has an intake of its own. */
async function judgeTogether(stale: readonly StaleDay[], now: Instant, deps: Deps): Promise<boolean> {
  const places = stale.map(({ head }) => head)
  const span = spanOf(places[0]!.date, places.at(-1)!.date, deps.district.policy)
  const snapshot = await readSettledDays(deps, span.window)
  if (!snapshot) return false
  const targets = await headsAt(places, deps.store)
  const judgement = await judgeTargets(targets, snapshot, span, { now, origin: null }, deps)
  const pending = judgement.verdicts.filter((verdict) => mustStore(verdict, now))
  if (pending.length === 0) return true
  const first = pending.map((verdict) => provisional(verdict, now))
  const stored = await storeAll(first, judgement, now, deps)
  await assureUnchanged(judgement, first, deps)
  await settleAll(pending, stored, deps)
  return true
}

/** Of each centre the days that can look back on one of these, today the last. */
function stretchesOf(made: readonly Place[], now: Instant, { timeZone, historyDays }: Reach) {
  const today = dateOf(now, timeZone)
  return groupBy(made, ({ centreId }) => centreId).map((ofCentre) => {
    const dates = ofCentre.map(({ date }) => date).sort()
    const reach = addDays(dates.at(-1)!, historyDays)
    const to = reach < today ? reach : today
    return { centreId: ofCentre[0]!.centreId, from: addDays(dates[0]!, 1), to }
  })
}

function daysOf(centreId: string, from: IsoDate, to: IsoDate): readonly Place[] {
  return from > to ? [] : datesBetween(from, to).map((date) => ({ centreId, date }))
}

const lookBackOf = ({ district }: Deps): number => district.policy.lookBackDays
