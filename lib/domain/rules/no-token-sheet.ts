import { isSessionUnplanned, isSheetOverdue } from '../action.ts'
import type { Facts } from '../facts.ts'
import { earliestIssued, type Judge, later, several } from './finding.ts'

/** Critical: certificates that nothing can be compared with, and no token sheet after cut-off. */
export const noTokenSheet: Judge = (facts) => {
  const { tally, cutOff, isPastCutOff } = facts
  const { unjudged } = tally
  if (unjudged.length === 0 || !isPastCutOff) return null
  return {
    rule: 'no-token-sheet',
    severity: 'critical',
    count: unjudged.length,
    certificates: unjudged,
    at: later(cutOff, earliestIssued(unjudged)),
    explanation: `No token sheet came by the cut-off, and ${several(unjudged.length, 'certificate')} cannot be compared with one.${groundOf(facts)}`,
  }
}

/** Why a sheet that is missing is more than forgotten: an official is asked to confirm by it. */
function groundOf(facts: Facts): string {
  if (isSessionUnplanned(facts))
    return ' Bookings were given for the date, and none for this centre: no session was planned.'
  if (!isSheetOverdue(facts)) return ''
  return ` It is still missing ${several(facts.policy.missingSheetDays, 'day')} after the cut-off.`
}
