import { earliestIssued, type RuleDefinition } from './finding.ts'

/**
 * Critical: certificates are left over, and no row of the centre-day is anonymous. Lists exactly those, so that the
 * sixteen of seventy-one have names.
 */
export const certificateWithoutToken: RuleDefinition<'certificate-without-token'> = {
  rule: 'certificate-without-token',
  version: 1,
  judge({ tally: { withoutToken }, counts }) {
    const count = withoutToken.length
    if (count === 0) return null
    return {
      severity: 'critical',
      count,
      certificates: withoutToken,
      at: earliestIssued(withoutToken),
      figures: { count, certificates: counts.certificates ?? 0 },
    }
  },
}
