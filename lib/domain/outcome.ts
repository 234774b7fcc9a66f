import { isWaiting } from './asked.ts'
import type { Facts } from './facts.ts'
import type { Finding, Outcome } from './report.ts'
import type { Leg } from './rows.ts'

/**
 * `breach` if a critical or major finding stands; else `incomplete` before cut-off while the token leg is missing or
 * not final, and while a required leg is missing unless every certificate is matched; else `balanced`. Where all that
 * is on record was revoked, or moved to another centre-day, no certificate is left to match.
 */
export function outcomeOf(facts: Facts, findings: readonly Finding[]): Outcome {
  const { centreDay, counts, policy, isPastCutOff } = facts
  if (findings.some(isGrave)) return 'breach'
  if (isWaiting(centreDay, isPastCutOff)) return 'incomplete'
  const everyOneMatched = centreDay.onCertificateRecord && counts.matched === counts.certificates
  if (!everyOneMatched && policy.requiredLegs.some((leg) => isMissing(leg, facts))) return 'incomplete'
  return 'balanced'
}

/** Findings that make a breach and that officials are told of. */
export function isGrave({ severity }: Finding): boolean {
  return severity === 'critical' || severity === 'major'
}

function isMissing(leg: Leg, { centreDay, counts }: Facts): boolean {
  switch (leg) {
    case 'tokens':
      return !centreDay.tokenLeg
    case 'certificates':
      return counts.certificates === null
    case 'bookings':
      return !centreDay.bookings
    case 'stock':
      return !centreDay.stock
  }
}
