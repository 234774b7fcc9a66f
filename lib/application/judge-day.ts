import type { Head } from '../domain/head.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { affectedBy } from './affected.ts'
import type { Deps } from './deps.ts'
import { readDays } from './district-days.ts'
import { laterPlaces } from './later-days.ts'
import { headsAt } from './past-days.ts'
import { retryStale } from './retry-stale.ts'
import { assureUnchanged, feedInTheWay, settleAll, storeAll } from './store-verdicts.ts'
import { placeOf } from './tie-index.ts'
import {
  isDue,
  type Judgement,
  judgeTargets,
  mustStore,
  provisional,
  type Span,
  spanOfDay,
  type Verdict,
} from './verdicts.ts'

/** About as long as judging takes: whoever else writes these results is then done, and nothing may be left to do. */
const COLLISION_MS = 40

/** Centres whose reports are wanted besides what is dirty or due; `all`: every centre of the day is judged anew. */
export type Wanted = 'due' | 'all' | readonly string[]

/** What was made of a day and of all that its rows can affect. */
export interface JudgedDay {
  readonly date: IsoDate
  readonly reports: readonly CentreDayReport[]
  /** Empty where nothing of that day was dirty or due. */
  readonly verdicts: readonly Verdict[]
  /** What was dirty or due, as it was then stored. */
  readonly own: readonly Head[]
  /** Whether later days stood that may look back on these. */
  readonly hasLater: boolean
}

/**
 * Brings up to date the results of a day and of all centre-days that its rows can affect: other centres of that day, and
 * the look-back on either side. Answers the reports of these, and of `wanted` centres of the day in any case. Null: a
 * feed that touches these days is still being applied, and whoever finishes it will judge them; nothing was stored.
 * What was judged is to be given to `tellLaterDays`, of several days once, after all of them, in their order.
 *
 * Results are stored provisionally, and settled after looking whether any leg changed in between: until then all that
 * was written is due, and what began it is dirty or due. So a crash at any point leaves it to a sweep to do it again.
 */
export function judgeDay(date: IsoDate, deps: Deps, wanted: Wanted = 'due'): Promise<JudgedDay | null> {
  return retryStale(async () => {
    const span = spanOfDay(date, deps.district.policy)
    if (await feedInTheWay(span.window, deps)) return null
    const now = deps.clock.now()
    const isOwn = (head: Head): boolean => head.date === date && (head.dirty || isDue(head, now))
    const judgement = await judgeAffected(date, span, now, { wanted, isOwn }, deps)
    const { verdicts } = judgement
    const pending = verdicts.filter((verdict) => isUntold(verdict.head, date) || mustStore(verdict, now))
    const own = pending.filter(({ head }) => isOwn(head))
    const alone = own.filter(({ head }) => head.dirty && own.length === 1)
    const first = pending.filter((verdict) => !alone.includes(verdict))
    const stored = await storeAll(
      first.map((verdict) => provisional(verdict, now)),
      judgement,
      now,
      deps,
    )
    if (pending.length > 0) await assureUnchanged(judgement, first, deps)
    const hasLater = own.length > 0 && (await laterDaysStand(judgement, now, deps))
    const last = (verdict: Verdict) => (hasLater && isOwn(verdict.head) ? untold(verdict, now) : verdict)
    const heads = [
      ...(await settleAll(first.map(last), stored, deps)),
      ...[...(await storeAll(alone.map(last), judgement, now, deps)).values()].map(({ head }) => head),
    ]
    const reports = verdicts.map(({ report }) => report).filter((report) => report !== null)
    const isOwnPlace = new Set(own.map(({ head }) => placeOf(head)))
    return {
      ...{ date, reports, hasLater },
      verdicts: own.length > 0 ? verdicts : [],
      own: heads.filter((head) => isOwnPlace.has(placeOf(head))),
    }
  }, COLLISION_MS)
}

/** Whoever was to tell its later days may be dead: it is done again from here. */
const isUntold = (head: Head, date: IsoDate): boolean => head.date === date && head.untold !== undefined

interface Question {
  readonly wanted: Wanted
  readonly isOwn: (head: Head) => boolean
}

/** Judges what is dirty or due on that day, and whatever that can affect, from the rows that decide it. */
async function judgeAffected(
  date: IsoDate,
  span: Span,
  now: Instant,
  { wanted, isOwn }: Question,
  deps: Deps,
): Promise<Judgement> {
  const { store, district } = deps
  const snapshot = await readDays(deps, span.window)
  const isOrigin = (head: Head): boolean => isOwn(head) || (wanted === 'all' && head.date === date)
  const isWanted = (head: Head): boolean => head.date === date && wanted.includes(head.centreId)
  const origins = snapshot.heads.filter(isOrigin)
  const affected = await affectedBy(origins, snapshot, district.policy.lookBackDays, store)
  const isTarget = (head: Head): boolean =>
    (affected.has(head) || isWanted(head)) && head.date >= span.from && head.date <= span.to
  const targets = new Set(snapshot.heads.filter(isTarget))
  return judgeTargets(targets, snapshot, span, { now, origin: date }, deps)
}

/** Whether there are days that may look back on these. */
async function laterDaysStand(
  { verdicts, snapshot, window }: Judgement,
  now: Instant,
  { store, district: { policy } }: Deps,
): Promise<boolean> {
  const later = laterPlaces(
    verdicts.map(({ head }) => head),
    now,
    policy,
  )
  return (await headsAt(later, { heads: snapshot.read, dates: window }, store)).length > 0
}

/** One more write, which the latest day of a centre never needs: its later days are told after it. */
function untold({ head, report, next }: Verdict, now: Instant): Verdict {
  return { head, report, next: { ...next, untold: now, dueAt: now } }
}
