import type { CentreDay, Certificate } from '../centre-day.ts'
import type { Facts } from '../facts.ts'
import type { Instant } from '../rows.ts'
import { isAway } from './away.ts'
import { gravityOf, type RuleDefinition } from './finding.ts'

/**
 * Major if any of them is unexplained, else minor: up to the watermark, after cut-off over the whole day, certificates
 * issued at some moment exceed tokens issued by at least the policy's count. `late` and `elsewhere` matches are left
 * aside; tokens come first at equal times, all outcomes count; only where every row has its time. `count` is the largest
 * excess; listed are the certificates of every moment at which it stands at the limit or above.
 */
export const runningExcess: RuleDefinition<'running-excess'> = {
  rule: 'running-excess',
  version: 2,
  judge(facts) {
    const { centreDay, policy, tally } = facts
    if (!hasLines(centreDay) || mostAhead(centreDay) < policy.runningExcess) return null
    const { count, moments } = excessOf(facts)
    const [at] = moments
    if (at === undefined) return null
    const certificates = centreDay
      .everyCertificate()
      .filter((one) => !isAway(one) && one.row.issuedAt !== null && moments.has(one.row.issuedAt))
    return { severity: gravityOf(certificates, tally), count, certificates, at, figures: { count } }
  },
}

function hasLines({ tokenLeg, tokens, beyondDoubt }: CentreDay): boolean {
  return tokenLeg?.sheet.kind === 'register' && tokens.length + beyondDoubt.pairs > 0
}

/** The excess is never larger than this: a certificate that follows the token it claims adds nothing to it. */
function mostAhead({ beyondDoubt, certificates }: CentreDay): number {
  let { ahead } = beyondDoubt.times
  for (const certificate of certificates) if (!followsItsToken(certificate)) ahead++
  return ahead
}

function followsItsToken({ row, match }: Certificate): boolean {
  const givenAt = match?.token?.row.issuedAt ?? null
  return givenAt !== null && row.issuedAt !== null && row.issuedAt >= givenAt
}

/** The largest excess, and the moments at which it stands at the limit or above, the first one first. */
function excessOf({ centreDay, policy, watermark, isPastCutOff }: Facts) {
  const moments = new Set<Instant>()
  const issued = timesIssued(centreDay)
  const given = timesGiven(centreDay)
  if (!issued || !given) return { count: 0, moments }
  const until = isPastCutOff || watermark === null ? Number.POSITIVE_INFINITY : watermark
  let count = 0
  let tokens = 0
  for (const [before, at] of issued.entries()) {
    if (at > until) break
    while (tokens < given.length && given[tokens]! <= at) tokens++
    // Of certificates of one moment the last finds how many there are together.
    const excess = before + 1 - tokens
    if (excess >= policy.runningExcess) moments.add(at)
    count = Math.max(count, excess)
  }
  return { count, moments }
}

/** In time order, of the certificates held against the tokens; null where any at all has no time. */
function timesIssued({ beyondDoubt, certificates }: CentreDay): Float64Array | null {
  if (certificates.some(({ row }) => row.issuedAt === null)) return null
  const own = certificates.filter((certificate) => !isAway(certificate))
  return inOrder(beyondDoubt.certificateTimes(), own)
}

/** In time order, of the tokens kept; null where any has no time. */
function timesGiven({ beyondDoubt, tokens }: CentreDay): Float64Array | null {
  const kept = tokens.filter(({ repeatOf }) => !repeatOf)
  return inOrder(beyondDoubt.tokenTimes(), kept)
}

interface Timed {
  readonly row: { readonly issuedAt: Instant | null }
}

function inOrder(known: Float64Array, rows: readonly Timed[]): Float64Array | null {
  const times = new Float64Array(known.length + rows.length)
  times.set(known)
  for (const [at, { row }] of rows.entries()) times[known.length + at] = row.issuedAt ?? Number.NaN
  times.sort()
  // What is not known comes last.
  return Number.isNaN(times.at(-1)) ? null : times
}
