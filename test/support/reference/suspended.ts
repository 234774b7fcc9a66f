import { dateOf } from '../../../lib/domain/calendar.ts'
import type { Centre, CertificateRow, SuspensionPeriod } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import { type Found, listing, nothing } from './found.ts'

/**
 * "Issued after the moment of a suspension (later than it, not at it) and before the reinstatement; without a
 * time: its date is after the day of the suspension, and before the day of the reinstatement. `suspended`
 * without a moment: all along."
 */
export function whileSuspended(day: CentreDay, centre: Centre | undefined): Found {
  if (centre === undefined) return nothing('certificate-while-suspended')
  const { timeZone } = day.policy
  const fellWithin = (row: CertificateRow, { from, until }: SuspensionPeriod): boolean => {
    if (row.issuedAt !== null) {
      return (from === null || row.issuedAt > from) && (until === null || row.issuedAt < until)
    }
    const isAfter = from === null || row.date > dateOf(from, timeZone)
    return isAfter && (until === null || row.date < dateOf(until, timeZone))
  }
  const rows = day.counting.filter((row) => periodsOf(centre).some((period) => fellWithin(row, period)))
  return listing('certificate-while-suspended', 'critical', rows)
}

/** Of the register's own status nothing is known but since when it holds. */
function periodsOf({ suspensions, status, suspendedAt }: Centre): readonly SuspensionPeriod[] {
  if (suspensions !== undefined) return suspensions
  return status === 'suspended' ? [{ from: suspendedAt, until: null }] : []
}
