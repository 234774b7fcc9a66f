import { type Judge, several } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Info: certificates for tokens of up to L days before. */
export const late: Judge = (facts) =>
  matchesOfKind(
    facts,
    'late',
    'info',
    (count) => `${several(count, 'certificate is', 'certificates are')} dated after the day of the token.`,
  )
