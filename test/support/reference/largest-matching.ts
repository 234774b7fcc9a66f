import { compareIds } from '../../../lib/domain/ids.ts'
import type { CertificateRow } from '../../../lib/domain/rows.ts'
import { compareTokens } from './order.ts'
import type { Token } from './seen.ts'

/** A certificate and the token that it claims or is paired with. */
export interface Pair {
  readonly certificate: CertificateRow
  readonly token: Token
}

/** What two rows cost each other; a step without costs asks for the smallest list alone. */
export type Cost = (certificate: CertificateRow, token: Token) => number

/** Past so many matchings of one connected group the oracle gives up rather than runs for hours. */
const MOST_MATCHINGS = 2_000_000

/**
 * "A maximum matching of what it may pair; where several are largest, [the one of least cost, then] the one
 * whose list, sorted, is smallest." Tries every matching of each connected group. Groups share no row, so
 * the smallest lists of each merge into the smallest list of all.
 * Throws `RangeError` for a group with too many matchings to try.
 */
export function largestMatching(
  certificates: readonly CertificateRow[],
  tokens: readonly Token[],
  mayPair: (certificate: CertificateRow, token: Token) => boolean,
  cost: Cost = () => 0,
): Pair[] {
  const groups = connectedGroups(possiblePairs(certificates, tokens, mayPair))
  return groups.flatMap((group) => bestOf(group, cost))
}

/**
 * How many matchings are as large and as cheap as the best: the most that any connected group has, at least 1.
 * Throws `RangeError` as above.
 */
export function choicesAmongBest(
  certificates: readonly CertificateRow[],
  tokens: readonly Token[],
  mayPair: (certificate: CertificateRow, token: Token) => boolean,
  cost: Cost = () => 0,
): number {
  const best = largestMatching(certificates, tokens, mayPair, cost)
  const isAsGood = (group: readonly Pair[], matching: readonly Pair[]): boolean => {
    const bestHere = best.filter((pair) => group.some((other) => isSamePair(pair, other)))
    return matching.length === bestHere.length && totalCost(matching, cost) === totalCost(bestHere, cost)
  }
  const groups = connectedGroups(possiblePairs(certificates, tokens, mayPair))
  return Math.max(
    1,
    ...groups.map((group) => [...everyMatching(group)].filter((one) => isAsGood(group, one)).length),
  )
}

const isSamePair = (a: Pair, b: Pair): boolean => a.certificate === b.certificate && a.token === b.token

function possiblePairs(
  certificates: readonly CertificateRow[],
  tokens: readonly Token[],
  mayPair: (certificate: CertificateRow, token: Token) => boolean,
): Pair[] {
  return certificates.flatMap((certificate) =>
    tokens.filter((token) => mayPair(certificate, token)).map((token) => ({ certificate, token })),
  )
}

/** Puts pairs together for as long as two groups have a certificate or a token in common. */
function connectedGroups(pairs: readonly Pair[]): Pair[][] {
  let groups: Pair[][] = []
  for (const pair of pairs) {
    const touches = (group: readonly Pair[]): boolean =>
      group.some((other) => other.certificate === pair.certificate || other.token === pair.token)
    groups = [...groups.filter((group) => !touches(group)), [...groups.filter(touches).flat(), pair]]
  }
  return groups
}

function bestOf(group: readonly Pair[], cost: Cost): readonly Pair[] {
  let best: readonly Pair[] = []
  let tried = 0
  for (const matching of everyMatching(group)) {
    if (++tried > MOST_MATCHINGS) throw new RangeError(`more than ${MOST_MATCHINGS} matchings in one group`)
    const sorted = [...matching].sort(comparePairs)
    if (compareMatchings(sorted, best, cost) < 0) best = sorted
  }
  return best
}

/** Every set of pairs in which no certificate and no token stands twice. */
function* everyMatching(pairs: readonly Pair[]): Generator<readonly Pair[]> {
  const certificate = pairs[0]?.certificate
  if (certificate === undefined) return yield []
  const others = pairs.filter((pair) => pair.certificate !== certificate)
  yield* everyMatching(others)
  for (const chosen of pairs.filter((pair) => pair.certificate === certificate)) {
    for (const rest of everyMatching(others.filter((pair) => pair.token !== chosen.token))) {
      yield [chosen, ...rest]
    }
  }
}

/** Better first: larger, then cheaper, then the smaller list. */
function compareMatchings(a: readonly Pair[], b: readonly Pair[], cost: Cost): number {
  return b.length - a.length || totalCost(a, cost) - totalCost(b, cost) || compareLists(a, b)
}

function totalCost(pairs: readonly Pair[], cost: Cost): number {
  return pairs.reduce((sum, { certificate, token }) => sum + cost(certificate, token), 0)
}

function compareLists(a: readonly Pair[], b: readonly Pair[]): number {
  for (const [index, pair] of a.entries()) {
    const order = comparePairs(pair, b[index]!)
    if (order !== 0) return order
  }
  return 0
}

/** "(certificate id, token's centre id, token number, issued_at, dose, ref)" */
function comparePairs(a: Pair, b: Pair): number {
  return (
    compareIds(a.certificate.certificateId, b.certificate.certificateId) ||
    compareIds(a.token.centreId, b.token.centreId) ||
    compareTokens(a.token, b.token)
  )
}
