import type { RuleDefinition } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Info: certificates for tokens of up to L days before. */
export const late: RuleDefinition<'late'> = {
  rule: 'late',
  version: 1,
  judge: (facts) => matchesOfKind(facts, 'late', 'info'),
}
