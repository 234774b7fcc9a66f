import { addDays } from '../../../lib/domain/calendar.ts'
import type { Action, Counts, Finding, Outcome } from '../../../lib/domain/report.ts'
import type { Leg } from '../../../lib/domain/rows.ts'
import { areBookingsGiven } from './bookings.ts'
import { type CentreDay, centreDayOf } from './centre-day.ts'
import { isOf, type Situation } from './situation.ts'

/** Outcome and action, the last paragraphs of CONTRACT section 4. */

const DAY = 86_400_000

/** Critical or major. */
export const isGrave = ({ severity }: Pick<Finding, 'severity'>): boolean =>
  severity === 'critical' || severity === 'major'

/**
 * "`breach` if a critical or major finding stands; else `incomplete` before cut-off while the token leg is
 * not final, and while a required leg is missing unless every certificate is matched; else `balanced`."
 */
export function outcomeOf(
  situation: Situation,
  day: CentreDay,
  counts: Counts,
  findings: readonly Finding[],
): Outcome {
  if (findings.some(isGrave)) return 'breach'
  if (!day.cutOffPassed && !day.sheet?.leg.final) return 'incomplete'
  const allMatched = day.onRecord.length > 0 && counts.certificates === counts.matched
  return isLegMissing(situation, day, counts) && !allMatched ? 'incomplete' : 'balanced'
}

function isLegMissing(situation: Situation, day: CentreDay, counts: Counts): boolean {
  return day.policy.requiredLegs.some((leg) => isMissing(leg, situation, day, counts))
}

function isMissing(leg: Leg, { district }: Situation, day: CentreDay, counts: Counts): boolean {
  switch (leg) {
    case 'tokens':
      return day.sheet === undefined
    case 'certificates':
      return counts.certificates === null
    case 'bookings':
      return !district.bookings.some(isOf(day))
    case 'stock':
      return !district.stock.some(isOf(day))
  }
}

/** "Any critical or major finding notifies, and suspension is proposed [...]; `auto` mode suspends at once." */
export function actionOf(
  situation: Situation,
  day: CentreDay,
  counts: Counts,
  findings: readonly Finding[],
): Action {
  if (!findings.some(isGrave)) return 'none'
  const noSheet = findings.some(({ rule }) => rule === 'no-token-sheet')
  const proposes = noSheet ? isSheetWithheld(situation, day, counts) : isSurplusGrave(situation, day, counts)
  if (!proposes || day.policy.suspension.mode === 'never') return 'notify'
  return day.policy.suspension.mode === 'auto' ? 'suspend' : 'propose-suspension'
}

/**
 * A forgotten sheet alone notifies. "It proposes when the district knows that no session was planned
 * (bookings were given and have none for the centre-day) or the sheet is still missing `missingSheetDays`
 * after cut-off." A district may ask for more certificates than one; docs/policy.md.
 */
function isSheetWithheld({ district, asOf }: Situation, day: CentreDay, counts: Counts): boolean {
  const bookingsGiven = areBookingsGiven(district, day.date)
  const noSession = bookingsGiven && (counts.bookings ?? 0) === 0
  const stillMissing = asOf !== null && asOf >= day.cutOff + day.policy.missingSheetDays * DAY
  return counts.unjudged >= day.policy.suspension.minWithoutSheet && (noSession || stillMissing)
}

/** "When surplus without repeats is at least 5 and at least 10 % of the certificates, or at least 50." */
function isSurplusGrave(situation: Situation, day: CentreDay, counts: Counts): boolean {
  const { minSurplus, minShare, anyway } = day.policy.suspension
  if (counts.surplus === null || isNamelessBacklog(situation, day)) return false
  const surplus = counts.surplus - day.repeatedCertificates.length
  return (surplus >= minSurplus && surplus >= minShare * day.counting.length) || surplus >= anyway
}

/**
 * "Certificates left over on a totals sheet, while they are no more than the unpaired vaccinated anonymous
 * tokens of D-1..D-L (a backlog without names)."
 */
function isNamelessBacklog(situation: Situation, day: CentreDay): boolean {
  if (day.sheet?.leg.sheet.kind !== 'totals') return false
  let unpaired = 0
  for (let back = 1; back <= situation.policy.lookBackDays; back++) {
    const earlier = centreDayOf(situation, { centreId: day.centreId, date: addDays(day.date, -back) })
    unpaired += earlier.unclaimed.filter((token) => token.row.ref === '').length
  }
  return day.leftOver <= unpaired
}
