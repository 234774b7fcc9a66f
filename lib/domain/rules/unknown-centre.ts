import { earliestIssued, type RuleDefinition } from './finding.ts'

/**
 * Critical: certificates under a centre that the district does not know. Lists every one that counts, and is this
 * centre-day's only finding; its rows are counted and matched like all others.
 */
export const unknownCentre: RuleDefinition<'unknown-centre'> = {
  rule: 'unknown-centre',
  version: 1,
  judge({ centreDay, isKnownCentre }) {
    if (isKnownCentre) return null
    const certificates = centreDay.everyCertificate()
    const count = certificates.length
    if (count === 0) return null
    return { severity: 'critical', count, certificates, at: earliestIssued(certificates), figures: { count } }
  },
}
