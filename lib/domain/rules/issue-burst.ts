import type { CentreDay, Certificate } from '../centre-day.ts'
import type { Instant } from '../rows.ts'
import { earliest, gravityOf, type RuleDefinition } from './finding.ts'

const MINUTE = 60_000

/**
 * Major if any of them is unexplained, else minor, an operator catching up: one account issued more than the policy's
 * number within its window, ends included, in one centre-day. Lists every certificate that is in such a window; it
 * became true when a window first held one more than allowed.
 */
export const issueBurst: RuleDefinition<'issue-burst'> = {
  rule: 'issue-burst',
  version: 1,
  judge({ centreDay, policy, tally }) {
    const { certificates: allowed, minutes } = policy.issueBurst
    const window = minutes * MINUTE
    if (!mayHoldBurst(centreDay, allowed, window)) return null
    const bursts = byAccount(centreDay.everyCertificate()).flatMap((issued) =>
      burstOf(issued, allowed, window),
    )
    const count = bursts.reduce((sum, { certificates }) => sum + certificates.length, 0)
    if (count === 0) return null
    const certificates = bursts.flatMap((burst) => burst.certificates)
    return {
      severity: gravityOf(certificates, tally),
      count,
      certificates,
      at: earliest(bursts.map(({ at }) => at)),
      figures: { count, allowed, minutes },
    }
  },
}

/** Whether one more than allowed were issued within a window at all, whoever issued them. */
function mayHoldBurst({ beyondDoubt, certificates }: CentreDay, allowed: number, window: number): boolean {
  if (beyondDoubt.pairs + certificates.length <= allowed) return false
  const times = beyondDoubt.certificateTimes()
  // Feeds are mostly in time order.
  const inOrder = beyondDoubt.times.inOrder ? times : times.slice().sort()
  if (certificates.length === 0) return isCrowded(inOrder, allowed, window)
  const others = Float64Array.from(certificates, ({ row }) => row.issuedAt ?? Number.NaN).sort()
  return isCrowded(merged(inOrder, others), allowed, window)
}

/** Both ascending, those that are not known last. */
function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length)
  let [fromA, fromB] = [0, 0]
  for (let at = 0; at < all.length; at++) {
    // What is not known is not greater either.
    const isNext = fromB === b.length || a[fromA]! <= b[fromB]! || Number.isNaN(b[fromB])
    all[at] = fromA < a.length && isNext ? a[fromA++]! : b[fromB++]!
  }
  return all
}

/** `times` ascending; those that are not known come last, and are within no window. */
function isCrowded(times: Float64Array, allowed: number, window: number): boolean {
  for (let last = allowed; last < times.length; last++) {
    if (times[last]! - times[last - allowed]! <= window) return true
  }
  return false
}

interface Issued {
  readonly certificate: Certificate
  readonly at: Instant
}

/** What each account issued, in time order; certificates without an account or a time are nobody's. */
function byAccount(certificates: readonly Certificate[]): Issued[][] {
  const accounts = new Map<string, Issued[]>()
  for (const certificate of certificates) {
    const { issuedBy, issuedAt } = certificate.row
    if (issuedBy === '' || issuedAt === null) continue
    const issued = { certificate, at: issuedAt }
    const before = accounts.get(issuedBy)
    if (before) before.push(issued)
    else accounts.set(issuedBy, [issued])
  }
  return [...accounts.values()].map((issued) => issued.sort((a, b) => a.at - b.at))
}

/** What is in a window of too many; one more than allowed, side by side, is enough to be in one. */
function burstOf(issued: readonly Issued[], allowed: number, window: number) {
  let at: Instant | null = null
  let listedTo = 0
  const certificates: Certificate[] = []
  for (let last = allowed; last < issued.length; last++) {
    const first = last - allowed
    if (issued[last]!.at - issued[first]!.at > window) continue
    at ??= issued[last]!.at
    for (let next = Math.max(first, listedTo); next <= last; next++)
      certificates.push(issued[next]!.certificate)
    listedTo = last + 1
  }
  return at === null ? [] : [{ at, certificates }]
}
