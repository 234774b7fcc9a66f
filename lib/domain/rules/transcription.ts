import type { RuleDefinition } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Minor: certificates whose ref is one slip of the pen away from their token's. */
export const transcription: RuleDefinition<'transcription'> = {
  rule: 'transcription',
  version: 1,
  judge: (facts) => matchesOfKind(facts, 'transcription', 'minor'),
}
