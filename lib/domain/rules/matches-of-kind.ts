import type { MatchKind } from '../centre-day.ts'
import type { Facts } from '../facts.ts'
import type { Rule, Severity } from '../report.ts'
import { earliestIssued, numbersOf, type Violation } from './finding.ts'

/** What the matches of one kind violate, on the certificate's centre-day; null where there is none. */
export function matchesOfKind<K extends MatchKind & Rule>(
  { centreDay }: Facts,
  kind: K,
  severity: Severity,
): Violation<K> | null {
  const certificates = centreDay.certificates.filter(({ match }) => match?.kind === kind)
  const count = certificates.length
  if (count === 0) return null
  return {
    severity,
    count,
    certificates,
    tokens: numbersOf(certificates.flatMap(({ match }) => match?.token ?? [])),
    at: earliestIssued(certificates),
    figures: { count },
  }
}
