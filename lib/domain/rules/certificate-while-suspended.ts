import { isIssuedWithin, suspensionPeriods } from '../suspension-periods.ts'
import { earliestIssued, type RuleDefinition } from './finding.ts'

/**
 * Critical: certificates issued after the moment of a suspension and before the reinstatement; of those without a
 * time, dated after the day of the suspension. Passwords are changed and abuse goes on.
 */
export const certificateWhileSuspended: RuleDefinition<'certificate-while-suspended'> = {
  rule: 'certificate-while-suspended',
  version: 1,
  judge({ centreDay, centre, policy: { timeZone } }) {
    const periods = centre ? suspensionPeriods(centre) : []
    if (periods.length === 0) return null
    const certificates = centreDay
      .everyCertificate()
      .filter(({ row }) => periods.some((period) => isIssuedWithin(row, period, timeZone)))
    const count = certificates.length
    if (count === 0) return null
    return { severity: 'critical', count, certificates, at: earliestIssued(certificates), figures: { count } }
  },
}
