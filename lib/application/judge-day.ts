import { dateOf } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { type Affected, affectedBy } from './affected.ts'
import type { Deps } from './deps.ts'
import { assureMark, readSettledDays } from './district-days.ts'
import { headsAt } from './past-days.ts'
import { retryStale } from './retry-stale.ts'
import type { Place } from './store.ts'
import { assureUnchanged, settleAll, storeAll } from './store-verdicts.ts'
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

/** What is to be judged of a day. */
export interface Wanted {
  /** Their reports are answered, judged anew where they are dirty or due. */
  readonly centres?: readonly string[]
  /** Rows of these centres came in: they are judged anew though somebody else may have judged them since. */
  readonly isNew?: boolean
  /** Other centres of the day: those that are dirty or due, or every one anew. */
  readonly besides?: 'due' | 'all'
}

/** What was made of a day and of all that its rows can affect. */
export interface JudgedDay {
  readonly date: IsoDate
  readonly reports: readonly CentreDayReport[]
  /** Empty where nothing of that day was dirty or due. */
  readonly verdicts: readonly Verdict[]
  /** What was dirty or due, as it was then stored. */
  readonly own: readonly Head[]
}

/**
 * Brings up to date the results of a day and of all centre-days that its rows can affect: other centres of that day, and
 * the look-back on either side. Answers the reports of these, and of the wanted centres in any case. Null: a
 * feed that touches these days is still being applied, and whoever finishes it will judge them; nothing was stored.
 * What was judged is to be given to `tellLaterDays`, of several days once, after all of them, in their order.
 *
 * Results are stored provisionally, and settled after looking whether any leg changed in between: until then all that
 * was written is due, and what began it is dirty or due. So a crash at any point leaves it to a sweep to do it again.
 */
export function judgeDay(date: IsoDate, deps: Deps, wanted: Wanted): Promise<JudgedDay | null> {
  const settled = new Set<string>()
  return retryStale(async () => {
    const span = spanOfDay(date, deps.district.policy)
    const now = deps.clock.now()
    const isOwn = (head: Head): boolean =>
      head.date === date && (head.dirty || isDue(head, now) || settled.has(placeOf(head)))
    const judgement = await judgeAffected(date, span, now, { wanted, isOwn }, deps)
    if (!judgement) return null
    const own = await storeAndSettle(judgement, isOwn, { date, now, settled }, deps)
    const reports = judgement.verdicts.map(({ report }) => report).filter((report) => report !== null)
    return { date, reports, own, verdicts: own.length > 0 ? judgement.verdicts : [] }
  }, COLLISION_MS)
}

type DayJudgement = Judgement & Pick<Affected, 'apart'>

interface DayMoment {
  readonly date: IsoDate
  readonly now: Instant
  /** Gets those that are due no more, though it is not known yet that their result stands. */
  readonly settled: Set<string>
}

/**
 * Writes what is to be written, and answers the own heads as they stand then. One that no other hangs on is written once,
 * when all else is known to stand: whoever has newer rows finds it dirty until then, and writes it. That it was due may
 * be news for whoever has another clock: then it is looked at once more.
 */
async function storeAndSettle(
  judgement: DayJudgement,
  isOwn: (head: Head) => boolean,
  { date, now, settled }: DayMoment,
  deps: Deps,
): Promise<readonly Head[]> {
  const isUntold = ({ head }: Verdict): boolean => head.untold !== undefined && isOwn(head)
  const pending = judgement.verdicts.filter((verdict) => isUntold(verdict) || mustStore(verdict, now))
  if (pending.length === 0) return []
  const own = new Set(pending.filter(({ head }) => isOwn(head)).map(({ head }) => placeOf(head)))
  const isAlone = ({ head }: Verdict): boolean => isOwn(head) && judgement.apart.has(placeOf(head))
  const first = pending.filter((verdict) => !isAlone(verdict))
  const stored = await storeAll(
    first.map((verdict) => provisional(verdict, now)),
    judgement,
    now,
    deps,
  )
  await assureUnchanged(judgement, first, deps)
  const hasLater = date < dateOf(now, deps.district.policy.timeZone)
  const last = (verdict: Verdict) => (hasLater && isOwn(verdict.head) ? untold(verdict, now) : verdict)
  const heads = await settleAll(first.map(last), stored, deps)
  const alone = pending.filter(isAlone)
  for (const { head } of alone) if (!head.dirty) settled.add(placeOf(head))
  const written = await storeAll(alone.map(last), judgement, now, deps)
  if (alone.some(({ head }) => !head.dirty)) await assureMark(judgement.snapshot, deps)
  return [...heads, ...[...written.values()].map(({ head }) => head)].filter((head) => own.has(placeOf(head)))
}

interface Question {
  readonly wanted: Wanted
  readonly isOwn: (head: Head) => boolean
}

/** Judges what is dirty or due of that day, and whatever that can affect, from the rows that decide it. */
async function judgeAffected(
  date: IsoDate,
  span: Span,
  now: Instant,
  { wanted, isOwn }: Question,
  deps: Deps,
): Promise<DayJudgement | null> {
  const snapshot = await readSettledDays(deps, span.window)
  if (!snapshot) return null
  const { byPlace, gone } = snapshot
  const isKnown = (head: Head): boolean => byPlace.has(placeOf(head)) || gone.has(placeOf(head))
  // Of others rows came in since.
  const asked = (await headsAsked(date, wanted, deps)).filter(isKnown)
  const named = new Set(wanted.centres)
  const inAnyCase = asked.filter(({ centreId }) => wanted.besides === 'all' || named.has(centreId))
  const { lookBackDays } = deps.district.policy
  const isOrigin = (head: Head): boolean =>
    wanted.besides === 'all' || isOwn(head) || (Boolean(wanted.isNew) && named.has(head.centreId))
  let origins: readonly Head[] = asked.filter(isOrigin)
  for (;;) {
    const { places, apart } = await affectedBy(origins, snapshot, lookBackDays, deps.store)
    const within = places.filter((place) => place.date >= span.from && place.date <= span.to)
    const targets = await headsAt(joined([...within, ...inAnyCase]), deps.store)
    const began = new Set(origins.map(placeOf))
    // Whoever they are of has yet to judge them, and finds nothing left to do.
    const found = targets.filter((head) => isOwn(head) && !began.has(placeOf(head)))
    if (found.length === 0)
      return { ...(await judgeTargets(targets, snapshot, span, { now, origin: date }, deps)), apart }
    origins = [...origins, ...found]
  }
}

function headsAsked(
  date: IsoDate,
  { centres = [], besides }: Wanted,
  { store }: Deps,
): Promise<readonly Head[]> {
  if (besides !== undefined) return store.heads([date])
  return headsAt(
    centres.map((centreId) => ({ centreId, date })),
    store,
  )
}

const joined = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [placeOf(place), place])).values(),
]

/** One more write, which today never needs: its later days are told after it. */
function untold({ head, report, next }: Verdict, now: Instant): Verdict {
  return { head, report, next: { ...next, untold: now, dueAt: now } }
}
