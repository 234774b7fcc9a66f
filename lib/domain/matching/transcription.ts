import type { CentreDay } from '../centre-day.ts'
import { pairsOneSlipApart } from './one-slip.ts'
import { doseCompatible, vaccinated } from './pairing.ts'
import { claimBest, isUnclaimed, type Pair } from './step.ts'

/** Between a token and a certificate of which one has no time. */
const UNKNOWN = 1440 * 60_000

/**
 * Pass 5: same centre, date and dose (or one missing), vaccinated tokens only; refs at optimal-string-alignment
 * distance 1. Of the largest matchings the one with the least total minutes between token and certificate (unknown
 * counts 1440), then the smallest list. Minutes are summed as whole milliseconds, so that sums are exact.
 */
export function matchTranscriptions(centreDay: CentreDay): void {
  const certificates = centreDay.certificates.filter((row) => isUnclaimed(row) && row.row.ref !== '')
  if (certificates.length === 0) return
  const tokens = centreDay.tokens.filter((row) => isUnclaimed(row) && row.row.ref !== '' && vaccinated(row))
  if (tokens.length === 0) return
  const pairs = pairsOneSlipApart(certificates, tokens, ({ row }) => row.ref)
    .map(([certificate, token]) => ({ certificate, token }))
    .filter(({ token, certificate }) => doseCompatible(token, certificate))
  claimBest('transcription', pairs, timeApart)
}

function timeApart({ token, certificate }: Pair): number {
  const tokenTime = token.row.issuedAt
  const certificateTime = certificate.row.issuedAt
  return tokenTime === null || certificateTime === null ? UNKNOWN : Math.abs(tokenTime - certificateTime)
}
