import type { RuleDefinition } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Minor: certificates for tokens that another centre gave out on the same date. */
export const elsewhere: RuleDefinition<'elsewhere'> = {
  rule: 'elsewhere',
  version: 1,
  judge: (facts) => matchesOfKind(facts, 'elsewhere', 'minor'),
}
