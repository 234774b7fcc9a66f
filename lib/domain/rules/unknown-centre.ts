import { earliestIssued, type Judge, several } from './finding.ts'

/**
 * Critical: certificates under a centre that the district does not know. Lists every one that counts, and is this
 * centre-day's only finding; its rows are counted and matched like all others.
 */
export const unknownCentre: Judge = ({ centreDay: { certificates }, isKnownCentre }) => {
  if (isKnownCentre || certificates.length === 0) return null
  return {
    rule: 'unknown-centre',
    severity: 'critical',
    count: certificates.length,
    certificates,
    at: earliestIssued(certificates),
    explanation: `${several(certificates.length, 'certificate was', 'certificates were')} issued under a centre that the district does not know.`,
  }
}
