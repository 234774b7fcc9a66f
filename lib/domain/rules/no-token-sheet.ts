import { withheldGround } from '../action.ts'
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
      figures: { count: unjudged.length, ground: withheldGround(facts) },
    }
  },
}
