import { type Certificate, compareInstants, type Token } from '../centre-day.ts'
import { compareIds, compareNumbers, compareText } from '../ids.ts'
import type { TokenOutcome } from '../rows.ts'

/** By certificate id; ids are unique, so the order is total. */
export function compareCertificates(a: Certificate, b: Certificate): number {
  return compareIds(a.row.certificateId, b.row.certificateId)
}

/**
 * The order of tokens wherever one of several is taken or kept (CONTRACT section 3): centre id, token number, `7` and
 * `07` being one, issued_at and dose (missing last), ref; then vaccinated before deferred before left and how the
 * number is written, then what was never raised, so that the order of rows never matters.
 */
export function compareTokens(a: Token, b: Token): number {
  return (
    (a.centreDay === b.centreDay ? 0 : compareIds(a.centreDay.centreId, b.centreDay.centreId)) ||
    compareNumbers(a.row.tokenNo, b.row.tokenNo) ||
    compareInstants(a.row.issuedAt, b.row.issuedAt) ||
    compareDoses(a.row.dose, b.row.dose) ||
    compareText(a.row.ref, b.row.ref) ||
    OUTCOMES[a.row.outcome] - OUTCOMES[b.row.outcome] ||
    compareText(a.row.tokenNo, b.row.tokenNo) ||
    (a.row.raisedAt ?? 0) - (b.row.raisedAt ?? 0)
  )
}

const OUTCOMES: Readonly<Record<TokenOutcome, number>> = { vaccinated: 0, deferred: 1, left: 2 }

/** Missing doses last. */
export function compareDoses(a: number | null, b: number | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : a - b
}
