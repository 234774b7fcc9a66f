import type { RuleDefinition } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Minor: certificates that name another dose than their token. */
export const doseMismatch: RuleDefinition<'dose-mismatch'> = {
  rule: 'dose-mismatch',
  version: 1,
  judge: (facts) => matchesOfKind(facts, 'dose-mismatch', 'minor'),
}
