import { type Judge, several } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Minor: certificates for tokens that another centre gave out on the same date. */
export const elsewhere: Judge = (facts) =>
  matchesOfKind(
    facts,
    'elsewhere',
    'minor',
    (count) =>
      `${several(count, 'certificate belongs to a token', 'certificates belong to tokens')} of another centre.`,
  )
