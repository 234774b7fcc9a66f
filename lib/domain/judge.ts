import { actionOf } from './action.ts'
import { addDays, cutOffOf } from './calendar.ts'
import { type CentreDay, hasRows } from './centre-day.ts'
import { countsOf } from './counts.ts'
import type { Facts } from './facts.ts'
import { type Gathered, gather } from './gather.ts'
import { compareIds, compareText } from './ids.ts'
import { match } from './matching/match.ts'
import { outcomeOf } from './outcome.ts'
import type { Policy } from './policy.ts'
import type { Asked } from './reconcile.ts'
import type { CentreDayReport } from './report.ts'
import type { District, Instant, IsoDate } from './rows.ts'
import { findingsOf } from './rules/all.ts'
import { tally } from './tally.ts'
import { watermarkOf } from './watermark.ts'

/** A centre-day with what is reported of it. */
export interface JudgedCentreDay {
  readonly report: CentreDayReport
  /** How far its token leg is known to be complete; null without one. */
  readonly watermark: Instant | null
}

/**
 * Judges every centre-day of the days asked for that has a row in any leg, by date, then centre id. Pure and total.
 * All rows are matched, whatever days are asked for, so those choose what is reported and never change it.
 */
export function judge(district: District, asked: Asked, policy: Policy): readonly JudgedCentreDay[] {
  const gathered = gather(district, asked.seenUntil === undefined ? asked.asOf : asked.seenUntil)
  match(gathered, policy.lookBackDays)
  const dates = [...gathered.byDate.keys()].filter((date) => asked.from <= date && date <= asked.to)
  return dates.sort(compareText).flatMap((date) => judgeDate(gathered, date, district, asked.asOf, policy))
}

function judgeDate(
  gathered: Gathered,
  date: IsoDate,
  { centres }: District,
  asOf: Instant | null,
  policy: Policy,
): JudgedCentreDay[] {
  const centreDays = [...gathered.byDate.get(date)!.values()]
  const feedHoldsDate = centreDays.some((centreDay) => centreDay.onCertificateRecord)
  const bookingsGiven = centreDays.some((centreDay) => Boolean(centreDay.bookings?.length))
  const cutOff = cutOffOf(date, policy)
  const isPastCutOff = asOf === null || asOf >= cutOff
  const common = { policy, cutOff, isPastCutOff, asOf, bookingsGiven }
  return centreDays
    .filter(hasRows)
    .sort((a, b) => compareIds(a.centreId, b.centreId))
    .map((centreDay) => {
      const watermark = watermarkOf(centreDay, policy)
      const isWaiting = !isPastCutOff && !centreDay.tokenLeg?.final
      const tallied = tally(centreDay, isWaiting ? watermark : null)
      const report = reportOf({
        ...common,
        centreDay,
        tally: tallied,
        counts: countsOf(centreDay, tallied, feedHoldsDate, policy.overfill),
        isKnownCentre: centres === null || centres.has(centreDay.centreId),
        earlier: (days) => sameCentreBefore(gathered, centreDay, days),
      })
      return { report, watermark }
    })
}

function reportOf(facts: Facts): CentreDayReport {
  const { centreId, date } = facts.centreDay
  const findings = findingsOf(facts)
  return {
    centreId,
    date,
    outcome: outcomeOf(facts, findings),
    action: actionOf(facts, findings),
    counts: facts.counts,
    findings,
  }
}

function sameCentreBefore(
  { byDate }: Gathered,
  { centreId, date }: CentreDay,
  days: number,
): CentreDay | null {
  return byDate.get(addDays(date, -days))?.get(centreId) ?? null
}
