import { earliestIssued, numbersOf, type RuleDefinition } from './finding.ts'

/** Critical: a certificate claims a token of its own day that was deferred or left. */
export const certificateForDeferredToken: RuleDefinition<'certificate-for-deferred-token'> = {
  rule: 'certificate-for-deferred-token',
  version: 1,
  judge({ tally: { forSentAway } }) {
    const count = forSentAway.length
    if (count === 0) return null
    return {
      severity: 'critical',
      count,
      certificates: forSentAway,
      tokens: numbersOf(forSentAway.flatMap(({ match }) => match?.token ?? [])),
      at: earliestIssued(forSentAway),
      figures: { count },
    }
  },
}
