import type { Facts } from '../facts.ts'
import { earliestIssued, type RuleDefinition } from './finding.ts'

/**
 * Major: certificates paired by count alone at a centre whose policy asks for a register, or that has kept one with
 * refs before, on an earlier day or in an earlier version of this very sheet: blank lines and bare totals hide whom a
 * certificate is for.
 */
export const registerWithheld: RuleDefinition<'register-withheld'> = {
  rule: 'register-withheld',
  version: 1,
  judge(facts) {
    const { absorbed } = facts.tally
    const count = absorbed.length
    if (count === 0 || !canKeepRegister(facts)) return null
    return {
      severity: 'major',
      count,
      certificates: absorbed,
      at: earliestIssued(absorbed),
      figures: { count },
    }
  },
}

function canKeepRegister({ policy, history, centreDay: { tokenLeg } }: Facts): boolean {
  if (policy.requiresRegister || tokenLeg?.refsBefore) return true
  return history.some(({ carriesRefs }) => carriesRefs)
}
