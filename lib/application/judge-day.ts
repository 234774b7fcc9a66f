import type { Head } from '../domain/head.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { type Affected, affectedBy } from './affected.ts'
import type { Deps } from './deps.ts'
import { readSettledDays } from './district-days.ts'
import { laterPlaces } from './later-days.ts'
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
  /** Whether later days stood that may look back on these. */
  readonly hasLater: boolean
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
  return retryStale(async () => {
    const span = spanOfDay(date, deps.district.policy)
    const now = deps.clock.now()
    const isOwn = (head: Head): boolean => head.date === date && (head.dirty || isDue(head, now))
    const judgement = await judgeAffected(date, span, now, { wanted, isOwn }, deps)
    if (!judgement) return null
    const written = await storeAndSettle(judgement, isOwn, now, deps)
    const reports = judgement.verdicts.map(({ report }) => report).filter((report) => report !== null)
    return { date, reports, verdicts: written.own.length > 0 ? judgement.verdicts : [], ...written }
  }, COLLISION_MS)
}

type DayJudgement = Judgement & Pick<Affected, 'apart'>

/**
 * Writes what is to be written, and answers the own heads as they stand then. A dirty head that no other hangs on is
 * written once, when all else is known to stand: whoever has newer rows finds it dirty until then, and writes it.
 */
async function storeAndSettle(
  judgement: DayJudgement,
  isOwn: (head: Head) => boolean,
  now: Instant,
  deps: Deps,
): Promise<Pick<JudgedDay, 'own' | 'hasLater'>> {
  const pending = judgement.verdicts.filter(
    (verdict) => (verdict.head.untold !== undefined && isOwn(verdict.head)) || mustStore(verdict, now),
  )
  if (pending.length === 0) return { own: [], hasLater: false }
  const isAlone = ({ head }: Verdict): boolean =>
    head.dirty && isOwn(head) && judgement.apart.has(placeOf(head))
  const first = pending.filter((verdict) => !isAlone(verdict))
  const provisionally = first.map((verdict) => provisional(verdict, now))
  const stored = await storeAll(provisionally, judgement, now, deps)
  await assureUnchanged(judgement, first, deps)
  const own = new Set(pending.filter(({ head }) => isOwn(head)).map(({ head }) => placeOf(head)))
  const hasLater = own.size > 0 && (await laterDaysStand(judgement, now, deps))
  const last = (verdict: Verdict) => (hasLater && isOwn(verdict.head) ? untold(verdict, now) : verdict)
  const settled = await settleAll(first.map(last), stored, deps)
  const alone = await storeAll(pending.filter(isAlone).map(last), judgement, now, deps)
  const heads = [...settled, ...[...alone.values()].map(({ head }) => head)]
  return { own: heads.filter((head) => own.has(placeOf(head))), hasLater }
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
  // Of others the rows are past their retention, or came in since.
  const asked = (await headsAsked(date, wanted, deps)).filter((head) => snapshot.byPlace.has(placeOf(head)))
  const named = new Set(wanted.centres)
  const inAnyCase = asked.filter(({ centreId }) => wanted.besides === 'all' || named.has(centreId))
  const { lookBackDays } = deps.district.policy
  let origins = wanted.besides === 'all' ? asked : asked.filter(isOwn)
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

/** Whether there are days that may look back on these. */
async function laterDaysStand(
  { verdicts, snapshot: { to, byPlace } }: Judgement,
  now: Instant,
  { store, district: { policy } }: Deps,
): Promise<boolean> {
  const made = verdicts.map(({ head }) => head)
  const later = laterPlaces(made, now, policy)
  if (later.some((place) => byPlace.has(placeOf(place)))) return true
  const beyond = later.filter(({ date }) => date > to)
  return (await headsAt(beyond, store)).length > 0
}

/** One more write, which the latest day of a centre never needs: its later days are told after it. */
function untold({ head, report, next }: Verdict, now: Instant): Verdict {
  return { head, report, next: { ...next, untold: now, dueAt: now } }
}
