import { compareNumbers } from '../../../lib/domain/ids.ts'
import type { CertificateRow } from '../../../lib/domain/rows.ts'
import { compareCertificates, compareTokens } from './order.ts'
import type { Sheet, Token } from './seen.ts'

/** A row that is set aside, and the one kept in its place. */
export interface Repeat<T> {
  readonly row: T
  readonly kept: T
}

export interface Sorted<T> {
  readonly kept: readonly T[]
  readonly repeats: readonly Repeat<T>[]
}

/**
 * "A token repeats when its ref, dose and outcome do in one centre-day, or, having no ref, when its token
 * number does among tokens without one; the lowest token number, then the earliest, is kept."
 * The tokens of a totals sheet have no number and never repeat.
 */
export function sortTokens({ leg, tokens }: Sheet): Sorted<Token> {
  if (leg.sheet.kind === 'totals') return { kept: tokens, repeats: [] }
  return setAside(tokens, isRepeatedToken, (group) => [...group].sort(compareTokens)[0]!)
}

function isRepeatedToken(a: Token, b: Token): boolean {
  if (a.row.ref === '' || b.row.ref === '') {
    return a.row.ref === b.row.ref && compareNumbers(a.row.tokenNo, b.row.tokenNo) === 0
  }
  return a.row.ref === b.row.ref && a.row.dose === b.row.dose && a.row.outcome === b.row.outcome
}

/**
 * "A certificate repeats when its ref and dose do for one date anywhere in the district; kept is the one
 * whose own centre-day holds a vaccinated token of that ref and dose, of those or else of all the earliest
 * by issued_at (missing last), then by id."
 */
export function sortCertificates(
  certificates: readonly CertificateRow[],
  tokens: readonly Token[],
): Sorted<CertificateRow> {
  return setAside(certificates, isRepeatedCertificate, (group) => {
    const atHome = group.filter((row) => tokens.some((token) => isOwnToken(row, token)))
    return [...(atHome.length > 0 ? atHome : group)].sort(compareCertificates)[0]!
  })
}

function isRepeatedCertificate(a: CertificateRow, b: CertificateRow): boolean {
  return a.ref !== '' && a.ref === b.ref && a.dose === b.dose && a.date === b.date
}

function isOwnToken(certificate: CertificateRow, { centreId, date, row }: Token): boolean {
  return (
    row.outcome === 'vaccinated' &&
    centreId === certificate.centreId &&
    date === certificate.date &&
    row.ref === certificate.ref &&
    row.dose === certificate.dose
  )
}

/** Each row is compared with every other; `isRepeat` is an equivalence but for rows that never repeat. */
function setAside<T>(
  rows: readonly T[],
  isRepeat: (a: T, b: T) => boolean,
  choose: (group: readonly T[]) => T,
): Sorted<T> {
  const kept: T[] = []
  const repeats: Repeat<T>[] = []
  for (const row of rows) {
    const chosen = choose(rows.filter((other) => other === row || isRepeat(row, other)))
    if (chosen === row) kept.push(row)
    else repeats.push({ row, kept: chosen })
  }
  return { kept, repeats }
}
