import { type Judge, several } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Minor: certificates that name another dose than their token. */
export const doseMismatch: Judge = (facts) =>
  matchesOfKind(
    facts,
    'dose-mismatch',
    'minor',
    (count) => `${several(count, 'certificate names', 'certificates name')} another dose than the token.`,
  )
