import { compareIds, compareNumbers, compareText } from '../../../lib/domain/ids.ts'
import type { CertificateRow, TokenOutcome } from '../../../lib/domain/rows.ts'
import type { Token } from './seen.ts'

/** The orders that CONTRACT section 3 breaks its ties by. Only `ids.ts` is shared with the engine. */

const OUTCOMES: readonly TokenOutcome[] = ['vaccinated', 'deferred', 'left']

/** Numbers upwards, what is missing after all of them. */
export function compareMissingLast(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a - b
}

/**
 * Lowest number, then earliest, then dose and ref (text, so by code point), as the contract's list has it.
 * What is equal in all of these is told apart by outcome, spelling (`07`, `7`), when it was raised (never
 * first) and vaccine, only so that row order decides nothing.
 */
export function compareTokens(a: Token, b: Token): number {
  return (
    compareNumbers(a.row.tokenNo, b.row.tokenNo) ||
    compareMissingLast(a.row.issuedAt, b.row.issuedAt) ||
    compareMissingLast(a.row.dose, b.row.dose) ||
    compareText(a.row.ref, b.row.ref) ||
    OUTCOMES.indexOf(a.row.outcome) - OUTCOMES.indexOf(b.row.outcome) ||
    compareIds(a.row.tokenNo, b.row.tokenNo) ||
    (a.row.raisedAt ?? 0) - (b.row.raisedAt ?? 0) ||
    compareText(a.row.vaccine, b.row.vaccine)
  )
}

/** Earliest by issued_at (missing last), then by id. */
export function compareCertificates(a: CertificateRow, b: CertificateRow): number {
  return compareMissingLast(a.issuedAt, b.issuedAt) || compareIds(a.certificateId, b.certificateId)
}
