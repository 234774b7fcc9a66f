import { addDays, cutOffOf } from './calendar.ts'
import type { CentreDay } from './centre-day.ts'
import type { WithheldGround } from './explanations/figures.ts'
import type { Facts } from './facts.ts'
import { isGrave } from './outcome.ts'
import type { Policy } from './policy.ts'
import type { Action, Finding } from './report.ts'
import type { Instant, IsoDate } from './rows.ts'

/**
 * What follows from the findings, by the district's policy. Any critical or major one notifies. Suspension is
 * proposed (`auto`: carried out, `never`: left alone) when the surplus without repeats is large, or a missing sheet
 * has lost its excuse. Nothing is suspended that the district does not know.
 */
export function actionOf(facts: Facts, findings: readonly Finding[]): Action {
  if (!findings.some(isGrave)) return 'none'
  if (!facts.isKnownCentre || !(isSurplusLarge(facts) || isSheetWithheld(facts, findings))) return 'notify'
  switch (facts.policy.suspension.mode) {
    case 'propose':
      return 'propose-suspension'
    case 'auto':
      return 'suspend'
    case 'never':
      return 'notify'
  }
}

/**
 * The surplus without repeats is at least `minSurplus` and at least `minShare` of the certificates, or at least
 * `anyway`; never where a backlog without names explains it.
 */
function isSurplusLarge(facts: Facts): boolean {
  const { tally, counts, policy } = facts
  const surplus = tally.leftOver + tally.forSentAway.length
  if (surplus === 0 || isBacklogWithoutNames(facts)) return false
  const { minSurplus, minShare, anyway } = policy.suspension
  // A quotient is correctly rounded, a product with 0.1 is not: 7 of 70 must be a tenth.
  const share = surplus / (counts.certificates ?? surplus)
  return (surplus >= minSurplus && share >= minShare) || surplus >= anyway
}

/**
 * Certificates left over on a totals sheet, while they are no more than the unpaired vaccinated anonymous tokens of
 * D-1..D-L at the same centre.
 */
function isBacklogWithoutNames({ centreDay, tally, policy, earlier }: Facts): boolean {
  if (centreDay.tokenLeg?.sheet.kind !== 'totals') return false
  let backlog = 0
  for (let days = 1; days <= policy.lookBackDays; days++) {
    const before = earlier(days)
    if (before) backlog += unpairedAnonymous(before)
  }
  return tally.leftOver <= backlog
}

function unpairedAnonymous({ tokens, unnumbered }: CentreDay): number {
  const lines = tokens.filter(
    ({ row, repeatOf, match }) => row.ref === '' && row.outcome === 'vaccinated' && !repeatOf && !match,
  )
  return lines.length + unnumbered
}

function isSheetWithheld(facts: Facts, findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.rule === 'no-token-sheet') && withheldGround(facts) !== null
}

/**
 * A forgotten sheet only notifies. It proposes, from `minWithoutSheet` certificates on, when the district knows that no
 * session was planned (bookings were given for that date and none stands for this centre), or the sheet is still
 * missing `missingSheetDays` after cut-off. Null where it is no more than forgotten.
 */
export function withheldGround(facts: Facts): WithheldGround | null {
  const { counts, bookingsGiven, policy, tally } = facts
  if (tally.unjudged.length < policy.suspension.minWithoutSheet) return null
  if (bookingsGiven && !counts.bookings) return { kind: 'unplanned' }
  return isSheetOverdue(facts) ? { kind: 'overdue', days: policy.missingSheetDays } : null
}

/** Still missing so many days after cut-off; never where no time is told, as cut-off has then just passed. */
function isSheetOverdue({ centreDay, policy, asOf }: Facts): boolean {
  return asOf !== null && asOf >= sheetOverdueFrom(centreDay.date, policy)
}

/** The moment from which a token sheet of that date is missing too long. */
export function sheetOverdueFrom(date: IsoDate, policy: Policy): Instant {
  return cutOffOf(addDays(date, policy.missingSheetDays), policy)
}
