import { earliestIssued, type Judge, later, several } from './finding.ts'

/** Critical: certificates that nothing can be compared with, and no token sheet after cut-off. */
export const noTokenSheet: Judge = ({ tally, cutOff, isPastCutOff }) => {
  const { unjudged } = tally
  if (unjudged.length === 0 || !isPastCutOff) return null
  return {
    rule: 'no-token-sheet',
    severity: 'critical',
    count: unjudged.length,
    certificates: unjudged,
    at: later(cutOff, earliestIssued(unjudged)),
    explanation: `No token sheet came by the cut-off, and ${several(unjudged.length, 'certificate')} cannot be compared with one.`,
  }
}
