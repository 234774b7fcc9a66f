import { earliestIssued, type Judge } from './finding.ts'

/**
 * Critical: certificates are left over, and no row of the centre-day is anonymous. Lists exactly those, so that the
 * sixteen of seventy-one have names.
 */
export const certificateWithoutToken: Judge = ({ tally, counts }) => {
  const { withoutToken } = tally
  if (withoutToken.length === 0) return null
  const [count, of] = [withoutToken.length, counts.certificates ?? 0]
  return {
    rule: 'certificate-without-token',
    severity: 'critical',
    count,
    certificates: withoutToken,
    at: earliestIssued(withoutToken),
    explanation: `${count} of ${of} certificate${of === 1 ? '' : 's'} ${count === 1 ? 'has' : 'have'} no token.`,
  }
}
