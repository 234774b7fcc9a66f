import { addDays } from '../../../lib/domain/calendar.ts'
import { compareText } from '../../../lib/domain/ids.ts'
import type { CentreDayReport } from '../../../lib/domain/report.ts'
import { type CentreDay, centreDayOf } from './centre-day.ts'
import { type Measures, measuresOf } from './context.ts'
import { countsOf } from './counts.ts'
import { drift } from './drift.ts'
import { findAll, writtenOut } from './findings.ts'
import { type Told, toldBy } from './history.ts'
import type { Place, Situation } from './situation.ts'
import { actionOf, outcomeOf } from './verdict.ts'

/** A centre-day as it is reported, with what it tells and what it measures. */
export interface Judged {
  readonly day: CentreDay
  readonly report: CentreDayReport
  readonly told: Told
  readonly measures: Measures | null
}

export type Judge = (place: Place) => Judged

/** Judges centre-days that are listed one by one, each after the days of its own history; none twice. */
export function judgeOf(situation: Situation, listed: readonly Place[]): Judge {
  const known = new Map<string, Judged>()
  const judge = (place: Place): Judged => {
    const key = `${place.date} ${place.centreId}`
    const before = known.get(key)
    if (before) return before
    const history = historyOf(place, listed, situation.policy.historyDays, judge)
    const judged = judgedBy(situation, place, history)
    known.set(key, judged)
    return judged
  }
  return judge
}

/** "The history of a centre is its centre-days of the *historyDays* calendar days before." The oldest first. */
function historyOf(
  { centreId, date }: Place,
  listed: readonly Place[],
  historyDays: number,
  judge: Judge,
): Told[] {
  const since = addDays(date, -historyDays)
  return listed
    .filter((place) => place.centreId === centreId && place.date >= since && place.date < date)
    .sort((a, b) => compareText(a.date, b.date))
    .map((place) => judge(place).told)
}

function judgedBy(situation: Situation, place: Place, history: readonly Told[]): Judged {
  const day = centreDayOf(situation, place)
  const counts = countsOf(situation, day)
  const found = findAll(situation, day, counts, history)
  const told = toldBy(situation, day, counts, found)
  const ofDays = [drift(day, history, told)].filter(({ count }) => count > 0)
  const findings = writtenOut([...found, ...ofDays], situation.policy.timeZone)
  const report = {
    centreId: day.centreId,
    date: day.date,
    outcome: outcomeOf(situation, day, counts, findings),
    action: actionOf(situation, day, counts, findings),
    counts,
    findings,
  }
  return { day, report, told, measures: measuresOf(day, history, told) }
}
