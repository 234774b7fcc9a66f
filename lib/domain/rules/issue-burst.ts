import type { CentreDay, Certificate } from '../centre-day.ts'
import type { Instant } from '../rows.ts'
import { gravityOf, type RuleDefinition } from './finding.ts'

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
      at: Math.min(...bursts.map(({ at }) => at)),
      figures: { count, allowed, minutes },
    }
  },
}

/** A power of two. */
const BUCKETS = 256

/**
 * Whether any window could hold more than allowed, whoever issued them: a window reaches over two buckets of its length
 * at most. Buckets that are a whole round apart share a count, and all do where a window has no length, which errs
 * towards looking.
 */
function mayHoldBurst({ beyondDoubt, certificates }: CentreDay, allowed: number, window: number): boolean {
  if (beyondDoubt.pairs + certificates.length <= allowed) return false
  const held = new Uint32Array(BUCKETS)
  const bucketOf = (time: Instant): number => Math.floor(time / window) & (BUCKETS - 1)
  for (const time of beyondDoubt.certificateTimes()) if (!Number.isNaN(time)) held[bucketOf(time)]!++
  for (const { row } of certificates) if (row.issuedAt !== null) held[bucketOf(row.issuedAt)]!++
  let before = held[BUCKETS - 1]!
  for (const count of held) {
    if (before + count > allowed) return true
    before = count
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
