import { actionOf } from './action.ts'
import { type Asked, isPastCutOff, seenUntilOf, waitsFrom } from './asked.ts'
import { addDays, cutOffOf } from './calendar.ts'
import { type CentreDay, hasRows } from './centre-day.ts'
import { countsOf } from './counts.ts'
import type { Facts } from './facts.ts'
import type { Gathered } from './gather.ts'
import { Histories, pastDayOf } from './history.ts'
import { compareIds, compareText } from './ids.ts'
import { match } from './matching/match.ts'
import { outcomeOf } from './outcome.ts'
import { gatherDoubtful } from './packed/gather-doubtful.ts'
import { type Policy, policyAt } from './policy.ts'
import type { CentreDayReport } from './report.ts'
import type { District, Instant, IsoDate, PastDay } from './rows.ts'
import { findingsOfDay, withDrift } from './rules/all.ts'
import { tally } from './tally.ts'
import { watermarkOf } from './watermark.ts'

/** A centre-day with what is reported of it. */
export interface JudgedCentreDay {
  readonly report: CentreDayReport
  /** How far its token leg is known to be complete; null without one. */
  readonly watermark: Instant | null
  /** What it tells later days. */
  readonly past: PastDay
  /** What earlier days told it, the oldest first. */
  readonly history: readonly PastDay[]
  readonly isPastCutOff: boolean
}

/**
 * Judges every centre-day of the days asked for that has a row in any leg, by date, then centre id. Pure and total.
 * All rows are matched, whatever days are asked for, so those choose what is reported and never change it. Days
 * before them are judged for what they tell as history.
 */
export function judge(district: District, asked: Asked, policy: Policy): readonly JudgedCentreDay[] {
  return judgeGathered(gatherDoubtful(district, seenUntilOf(asked)), district, asked, policy)
}

/** As `judge`, of rows that are gathered; they are matched. */
export function judgeGathered(
  gathered: Gathered,
  district: District,
  asked: Asked,
  policy: Policy,
): readonly JudgedCentreDay[] {
  match(gathered, policy.lookBackDays)
  const histories = new Histories(district.past, policy.historyDays)
  // Whether a day of the history speaks may rest on its own history.
  const since = addDays(asked.from, -2 * policy.historyDays)
  const dates = [...gathered.byDate.keys()].filter((date) => since <= date && date <= asked.to)
  return dates
    .sort(compareText)
    .flatMap((date) => judgeDate(gathered, date, district, asked, policy, histories))
}

function judgeDate(
  gathered: Gathered,
  date: IsoDate,
  { centres }: District,
  asked: Asked,
  policy: Policy,
  histories: Histories,
): JudgedCentreDay[] {
  const centreDays = [...gathered.byDate.get(date)!.values()]
  const day = dayOf(date, centreDays, asked, policy)
  const isOnlyHistory = date < asked.from
  const judged = centreDays
    .filter(hasRows)
    .filter(({ centreId }) => !(isOnlyHistory && histories.isGiven(centreId, date)))
    .map((centreDay) => {
      const { centreId } = centreDay
      const facts: Facts = {
        ...factsOf(centreDay, day, policy),
        centre: centres?.get(centreId) ?? null,
        isKnownCentre: centres === null || centres.has(centreId),
        history: histories.before(centreId, date),
        earlier: (days) => sameCentreBefore(gathered, centreDay, days),
      }
      return judgeOne(facts, histories)
    })
  if (isOnlyHistory) return []
  return judged.sort((a, b) => compareIds(a.report.centreId, b.report.centreId))
}

/** What all centres of a date share. */
type Day = Pick<Facts, 'cutOff' | 'isPastCutOff' | 'asOf' | 'bookingsGiven' | 'language'> & {
  readonly feedHoldsDate: boolean
}

function dayOf(date: IsoDate, centreDays: readonly CentreDay[], asked: Asked, policy: Policy): Day {
  const { asOf, language = 'en' } = asked
  return {
    ...{ asOf, language },
    cutOff: cutOffOf(date, policy),
    isPastCutOff: isPastCutOff(date, asked, policy),
    feedHoldsDate: centreDays.some((centreDay) => centreDay.onCertificateRecord),
    bookingsGiven: centreDays.some((centreDay) => Boolean(centreDay.bookings?.length)),
  }
}

/** What its own rows say. */
function factsOf(centreDay: CentreDay, { feedHoldsDate, ...day }: Day, policy: Policy) {
  const own = policyAt(policy, centreDay.centreId)
  const tallied = tally(centreDay, waitsFrom(centreDay, day.isPastCutOff, policy))
  const counts = countsOf(centreDay, tallied, feedHoldsDate, own.overfill)
  return { ...day, centreDay, counts, tally: tallied, policy: own, watermark: watermarkOf(centreDay, policy) }
}

function judgeOne(facts: Facts, histories: Histories): JudgedCentreDay {
  const { watermark, history, isPastCutOff, counts } = facts
  const { centreId, date } = facts.centreDay
  const ofDay = findingsOfDay(facts)
  const past = pastDayOf(facts, ofDay)
  histories.tell(centreId, past)
  const findings = withDrift(facts, past, ofDay)
  const outcome = outcomeOf(facts, findings)
  const action = actionOf(facts, findings)
  return {
    report: { centreId, date, outcome, action, counts, findings },
    watermark,
    past,
    history,
    isPastCutOff,
  }
}

function sameCentreBefore(
  { byDate }: Gathered,
  { centreId, date }: CentreDay,
  days: number,
): CentreDay | null {
  return byDate.get(addDays(date, -days))?.get(centreId) ?? null
}
