import type { Certificate, MatchKind, Token } from '../centre-day.ts'
import { bestMatching } from './bipartite/best-matching.ts'
import { graphOf } from './bipartite/graph.ts'
import { compareCertificates, compareTokens } from './order.ts'

/** One step of a pass over the rows of one ref: a largest matching of what `mayPair` allows. */
export interface Step {
  readonly kind: MatchKind
  mayPair(token: Token, certificate: Certificate): boolean
}

/** A token and a certificate that a step may pair. */
export interface Pair {
  readonly token: Token
  readonly certificate: Certificate
}

/** Whether neither side is set aside as a repeat nor claimed by any pass before. */
export function isUnclaimed(row: Token | Certificate): boolean {
  return row.match === null && row.repeatOf === null
}

/** Notes that the certificate claims the token. */
export function claim(kind: MatchKind, certificate: Certificate, token: Token | null): void {
  const match = { kind, certificate, token }
  certificate.match = match
  if (token) token.match = match
}

/**
 * Runs one step over the rows of one ref, or of any other group that the step's pairs never leave. Only rows that are
 * free are held against each other: of the thousands that a placeholder stands on nearly all are set aside.
 */
export function runStep(step: Step, tokens: readonly Token[], certificates: readonly Certificate[]): void {
  const freeTokens = tokens.filter(isUnclaimed)
  const pairs: Pair[] = []
  for (const certificate of certificates.filter(isUnclaimed)) {
    for (const token of freeTokens) if (step.mayPair(token, certificate)) pairs.push({ token, certificate })
  }
  claimBest(step.kind, pairs)
}

/**
 * Claims a largest matching of `pairs`; of the largest the one with the least total `cost` where given, then the one
 * with the smallest sorted list.
 */
export function claimBest(kind: MatchKind, pairs: readonly Pair[], cost?: (pair: Pair) => number): void {
  const [only] = pairs
  if (!only) return
  if (pairs.length === 1) claim(kind, only.certificate, only.token)
  else claimSeveral(kind, pairs, cost)
}

function claimSeveral(kind: MatchKind, pairs: readonly Pair[], cost?: (pair: Pair) => number): void {
  const certificates = [...new Set(pairs.map((pair) => pair.certificate))].sort(compareCertificates)
  const tokens = [...new Set(pairs.map((pair) => pair.token))].sort(compareTokens)
  const rowOf = new Map(certificates.map((certificate, rank) => [certificate, rank]))
  const columnOf = new Map(tokens.map((token, rank) => [token, rank]))
  const edges = pairs.map((pair) => ({
    row: rowOf.get(pair.certificate)!,
    column: columnOf.get(pair.token)!,
    cost: cost ? cost(pair) : 0,
  }))
  const columns = bestMatching(graphOf(certificates.length, tokens.length, edges))
  columns.forEach((column, row) => {
    if (column >= 0) claim(kind, certificates[row]!, tokens[column]!)
  })
}
