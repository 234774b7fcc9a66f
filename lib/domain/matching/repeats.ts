import { type CentreDay, type Certificate, compareInstants, type Token } from '../centre-day.ts'
import { compareIds, compareText } from '../ids.ts'
import { compareDoses, compareTokens } from './order.ts'

/** Rows that repeat are set aside before the first pass and take no part in any (CONTRACT section 3). */

/**
 * Tokens of one ref: one repeats when its dose and outcome do in one centre-day, a missing dose being equal to a
 * missing dose. The lowest token number, then the earliest, is kept.
 */
export function setRepeatedTokensAside(tokensOfOneRef: Token[]): void {
  if (tokensOfOneRef.length < 2) return
  tokensOfOneRef.sort((a, b) => compareRepeating(a, b) || compareTokens(a, b))
  keepFirst(tokensOfOneRef, (a, b) => compareRepeating(a, b) === 0)
}

/**
 * Tokens without a ref: one repeats when its number does among them. `7` and `07` are one number.
 */
export function setRepeatedNumbersAside(centreDay: CentreDay): void {
  const kept = new Map<string, Token>()
  for (const token of centreDay.tokens) {
    if (token.row.ref !== '') continue
    const number = plainNumber(token.row.tokenNo)
    const before = kept.get(number)
    if (!before || compareTokens(token, before) < 0) kept.set(number, token)
  }
  if (kept.size === 0) return
  for (const token of centreDay.tokens) {
    const first = token.row.ref === '' ? kept.get(plainNumber(token.row.tokenNo))! : token
    if (first !== token) token.repeatOf = first
  }
}

/**
 * Certificates of one ref: one repeats when its dose does for one date anywhere in the district. Kept is the one
 * whose own centre-day holds a vaccinated token of that ref and dose; of those, or else of all, the earliest by
 * issued_at (missing last), then by id.
 */
export function setRepeatedCertificatesAside(
  certificatesOfOneRef: Certificate[],
  tokensOfOneRef: readonly Token[],
): void {
  if (certificatesOfOneRef.length < 2) return
  const given = dosesGiven(tokensOfOneRef)
  const hasItsToken = ({ centreDay, row }: Certificate): boolean =>
    given.get(centreDay)?.has(row.dose) ?? false
  const repeating = (a: Certificate, b: Certificate): number =>
    a.centreDay.day - b.centreDay.day || compareDoses(a.row.dose, b.row.dose)
  const rank = new Map(
    certificatesOfOneRef.map((certificate) => [certificate, hasItsToken(certificate) ? 0 : 1]),
  )
  certificatesOfOneRef.sort(
    (a, b) =>
      repeating(a, b) ||
      rank.get(a)! - rank.get(b)! ||
      compareInstants(a.row.issuedAt, b.row.issuedAt) ||
      compareIds(a.row.certificateId, b.row.certificateId),
  )
  keepFirst(certificatesOfOneRef, (a, b) => repeating(a, b) === 0)
}

/** Of vaccinated tokens, by centre-day: a ref may be a placeholder, and stand on thousands of them. */
function dosesGiven(tokens: readonly Token[]): ReadonlyMap<CentreDay, ReadonlySet<number | null>> {
  const given = new Map<CentreDay, Set<number | null>>()
  for (const { centreDay, row } of tokens) {
    if (row.outcome !== 'vaccinated') continue
    const doses = given.get(centreDay)
    if (doses) doses.add(row.dose)
    else given.set(centreDay, new Set([row.dose]))
  }
  return given
}

/** A token number by which `7` and `07` are found to be one; see `compareNumbers`. */
export function plainNumber(tokenNo: string): string {
  return tokenNo.includes('0') ? tokenNo.replace(/(?<!\d)0+(?=\d)/g, '') : tokenNo
}

function compareRepeating(a: Token, b: Token): number {
  return (
    a.centreDay.day - b.centreDay.day ||
    compareText(a.centreDay.centreId, b.centreDay.centreId) ||
    compareDoses(a.row.dose, b.row.dose) ||
    compareText(a.row.outcome, b.row.outcome)
  )
}

/** Of each run of rows that repeat one another the first is kept, the others point to it. */
function keepFirst<T extends { repeatOf: T | null }>(
  rows: readonly T[],
  repeats: (a: T, b: T) => boolean,
): void {
  let kept = rows[0]!
  for (const row of rows.slice(1)) {
    if (repeats(kept, row)) row.repeatOf = kept
    else kept = row
  }
}
