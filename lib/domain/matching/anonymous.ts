import {
  type CentreDay,
  type Certificate,
  compareInstants,
  isBesideAnonymousRows,
  type Token,
} from '../centre-day.ts'
import { NearestFirst } from './nearest-first.ts'
import { compareCertificates, compareTokens } from './order.ts'
import { vaccinated } from './pairing.ts'
import { claim, isUnclaimed } from './step.ts'

/**
 * Pass 6: rows without a ref, on either side, pair with what is left of the other side by count alone, vaccinated
 * tokens only. Every token of a totals sheet is such a row. Certificates with a ref take anonymous tokens first,
 * then anonymous certificates take tokens with a ref, then anonymous ones pair among themselves: in this order as
 * many pair as can. Each certificate, in the order of issued_at (missing last) and id, takes the token nearest in
 * time.
 */
export function matchAnonymous(centreDay: CentreDay): void {
  if (!isBesideAnonymousRows(centreDay)) return
  const certificates = centreDay.certificates.filter(isUnclaimed).sort(compareIssued)
  if (certificates.length === 0) return
  const anonymous = certificates.filter(isAnonymous)
  const named = certificates.filter((certificate) => !isAnonymous(certificate))
  if (centreDay.tokenLeg?.sheet.kind === 'totals') {
    for (const certificate of [...named, ...anonymous]) takeUnnumbered(centreDay, certificate)
    return
  }
  const tokens = centreDay.tokens
    .filter((token) => isUnclaimed(token) && vaccinated(token))
    .sort(compareTokens)
  const anonymousTokens = tokens.filter(isAnonymous)
  takeNearest(named, anonymousTokens)
  takeNearest(
    anonymous,
    tokens.filter((token) => !isAnonymous(token)),
  )
  takeNearest(anonymous.filter(isUnclaimed), anonymousTokens.filter(isUnclaimed))
}

function isAnonymous({ row }: Token | Certificate): boolean {
  return row.ref === ''
}

/** Each certificate in turn takes the token nearest in time, as far as they go. */
function takeNearest(certificates: readonly Certificate[], tokens: readonly Token[]): void {
  const free = new NearestFirst(tokens)
  for (const certificate of certificates) {
    const token = free.take(certificate.row.issuedAt)
    if (!token) return
    claim('anonymous', certificate, token)
  }
}

function compareIssued(a: Certificate, b: Certificate): number {
  return compareInstants(a.row.issuedAt, b.row.issuedAt) || compareCertificates(a, b)
}

function takeUnnumbered(centreDay: CentreDay, certificate: Certificate): void {
  if (centreDay.unnumbered === 0) return
  centreDay.unnumbered--
  claim('anonymous', certificate, null)
}
