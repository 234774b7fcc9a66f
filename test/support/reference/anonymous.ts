import type { CertificateRow } from '../../../lib/domain/rows.ts'
import type { Pair } from './largest-matching.ts'
import { compareCertificates, compareTokens } from './order.ts'
import type { Token } from './seen.ts'

const hasRef = (row: { readonly ref: string }): boolean => row.ref !== ''
const isNameless = (row: { readonly ref: string }): boolean => row.ref === ''

/**
 * Pass 6 within one centre-day: "rows without a ref, on either side, pair with what is left of the other
 * side by count alone, nearest in time where times exist". Takes the certificates and the vaccinated tokens
 * that no pass before claimed. Certificates with a ref come first to nameless tokens, then tokens with a
 * ref to nameless certificates, then nameless to nameless: no other order pairs more.
 */
export function pairByCount(certificates: readonly CertificateRow[], tokens: readonly Token[]): Pair[] {
  const pairs: Pair[] = []
  const pairOff = (ofCertificate: typeof hasRef, ofToken: typeof hasRef): void => {
    const free = certificates.filter((row) => ofCertificate(row) && !pairs.some((p) => p.certificate === row))
    const rest = tokens.filter((token) => ofToken(token.row) && !pairs.some((p) => p.token === token))
    pairs.push(...pairNearest(free, rest))
  }
  pairOff(hasRef, isNameless)
  pairOff(isNameless, hasRef)
  pairOff(isNameless, isNameless)
  return pairs
}

/** Rows with times on both sides first, each certificate in turn; then all that is left, in number order. */
function pairNearest(certificates: readonly CertificateRow[], tokens: readonly Token[]): Pair[] {
  const pairs: Pair[] = []
  const free = [...tokens]
  const take = (certificate: CertificateRow, token: Token | undefined): void => {
    if (token === undefined) return
    free.splice(free.indexOf(token), 1)
    pairs.push({ certificate, token })
  }
  const inTurn = [...certificates].sort(compareCertificates)
  for (const certificate of inTurn) take(certificate, nearest(certificate, free))
  for (const certificate of inTurn) {
    if (!pairs.some((pair) => pair.certificate === certificate)) {
      take(certificate, [...free].sort(compareTokens)[0])
    }
  }
  return pairs
}

/** The token least far in time, of two the earlier, then the lower number; none where a time is missing. */
function nearest({ issuedAt }: CertificateRow, tokens: readonly Token[]): Token | undefined {
  if (issuedAt === null) return undefined
  const timeOf = (token: Token): number => token.row.issuedAt ?? 0
  const apart = (token: Token): number => Math.abs(timeOf(token) - issuedAt)
  return tokens
    .filter((token) => token.row.issuedAt !== null)
    .sort((a, b) => apart(a) - apart(b) || timeOf(a) - timeOf(b) || compareTokens(a, b))[0]
}
