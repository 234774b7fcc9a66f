import { clockOf } from '../calendar.ts'
import type { Instant } from '../rows.ts'
import { earliestIssued, gravityOf, type RuleDefinition } from './finding.ts'
import { spanOfIssue } from './issue-times.ts'

const DAY = 86_400_000

/**
 * Major if any of them is unexplained, else minor: certificates issued on a calendar day more than the policy's days
 * after their date.
 */
export const backdated: RuleDefinition<'backdated'> = {
  rule: 'backdated',
  version: 1,
  judge({ centreDay, policy: { backdatedDays, timeZone }, tally }) {
    const isBackdated = (issuedAt: Instant): boolean =>
      Math.floor(clockOf(issuedAt, timeZone) / DAY) - centreDay.day > backdatedDays
    const span = spanOfIssue(centreDay)
    if (!span || !isBackdated(span.last)) return null
    const certificates = centreDay
      .everyCertificate()
      .filter(({ row }) => row.issuedAt !== null && isBackdated(row.issuedAt))
    const count = certificates.length
    return {
      severity: gravityOf(certificates, tally),
      count,
      certificates,
      at: earliestIssued(certificates),
      figures: { count, days: backdatedDays },
    }
  },
}
