import { isSessionUnplanned, isSheetOverdue } from '../action.ts'
import type { WithheldGround } from '../explanations/figures.ts'
import type { Facts } from '../facts.ts'
import { earliestIssued, later, type RuleDefinition } from './finding.ts'

/** Critical: certificates that nothing can be compared with, and no token sheet after cut-off. */
export const noTokenSheet: RuleDefinition<'no-token-sheet'> = {
  rule: 'no-token-sheet',
  version: 1,
  judge(facts) {
    const { tally, cutOff, isPastCutOff } = facts
    const { unjudged } = tally
    if (unjudged.length === 0 || !isPastCutOff) return null
    return {
      severity: 'critical',
      count: unjudged.length,
      certificates: unjudged,
      at: later(cutOff, earliestIssued(unjudged)),
      figures: { count: unjudged.length, ground: groundOf(facts) },
    }
  },
}

/** Why a sheet that is missing is more than forgotten: an official is asked to confirm by it. */
function groundOf(facts: Facts): WithheldGround | null {
  if (isSessionUnplanned(facts)) return { kind: 'unplanned' }
  return isSheetOverdue(facts) ? { kind: 'overdue', days: facts.policy.missingSheetDays } : null
}
