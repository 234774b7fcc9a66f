import { type Certificate, compareInstants, type Token } from '../centre-day.ts'
import { compareIds, compareText } from '../ids.ts'

/** By certificate id; ids are unique, so the order is total. */
export function compareCertificates(a: Certificate, b: Certificate): number {
  return compareIds(a.row.certificateId, b.row.certificateId)
}

/**
 * The order in which a certificate prefers its tokens where several largest matchings are equal (CONTRACT
 * section 3): centre id, token number, issued_at and dose (missing last), ref; outcome makes it total.
 */
export function compareTokens(a: Token, b: Token): number {
  return (
    (a.centreDay === b.centreDay ? 0 : compareIds(a.centreDay.centreId, b.centreDay.centreId)) ||
    compareIds(a.row.tokenNo, b.row.tokenNo) ||
    compareInstants(a.row.issuedAt, b.row.issuedAt) ||
    compareDoses(a.row.dose, b.row.dose) ||
    compareText(a.row.ref, b.row.ref) ||
    compareText(a.row.outcome, b.row.outcome)
  )
}

/** Missing doses last. */
export function compareDoses(a: number | null, b: number | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : a - b
}
