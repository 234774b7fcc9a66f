import type { MatchKind } from '../centre-day.ts'
import type { Facts } from '../facts.ts'
import type { Rule, Severity } from '../report.ts'
import { earliestIssued, numbersOf, type Violation } from './finding.ts'

/** The finding that names the matches of one kind, on the certificate's centre-day; null where there is none. */
export function matchesOfKind(
  { centreDay }: Facts,
  kind: MatchKind & Rule,
  severity: Severity,
  explain: (count: number) => string,
): Violation | null {
  const certificates = centreDay.certificates.filter(({ match }) => match?.kind === kind)
  if (certificates.length === 0) return null
  return {
    rule: kind,
    severity,
    count: certificates.length,
    certificates,
    tokens: numbersOf(certificates.flatMap(({ match }) => match?.token ?? [])),
    at: earliestIssued(certificates),
    explanation: explain(certificates.length),
  }
}
