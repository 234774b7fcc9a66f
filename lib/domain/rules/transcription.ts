import { type Judge, several } from './finding.ts'
import { matchesOfKind } from './matches-of-kind.ts'

/** Minor: certificates whose ref is one slip of the pen away from their token's. */
export const transcription: Judge = (facts) =>
  matchesOfKind(
    facts,
    'transcription',
    'minor',
    (count) =>
      `${several(count, 'certificate differs', 'certificates differ')} from the token by one slip in the reference.`,
  )
