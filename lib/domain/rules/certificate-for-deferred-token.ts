import { earliestIssued, type Judge, numbersOf, several } from './finding.ts'

/** Critical: a certificate claims a token of its own day that was deferred or left. */
export const certificateForDeferredToken: Judge = ({ tally: { forSentAway } }) => {
  const count = forSentAway.length
  if (count === 0) return null
  return {
    rule: 'certificate-for-deferred-token',
    severity: 'critical',
    count,
    certificates: forSentAway,
    tokens: numbersOf(forSentAway.flatMap(({ match }) => match?.token ?? [])),
    at: earliestIssued(forSentAway),
    explanation: `${several(count, 'certificate was', 'certificates were')} issued to ${count === 1 ? 'a person whose token says' : 'people whose tokens say'} deferred or left.`,
  }
}
