import { cutOffOf } from '../../../lib/domain/calendar.ts'
import { policyAt } from '../../../lib/domain/policy.ts'
import type { CentreDayReport } from '../../../lib/domain/report.ts'
import type { Leg } from '../../../lib/domain/rows.ts'
import type { ReadDistrict } from '../read-district.ts'
import { several } from './counted.ts'

const MISSING: Readonly<Record<Leg, string>> = {
  bookings: 'No row of a booking feed is known for it.',
  tokens: 'No token sheet has come.',
  stock: 'No stock sheet has come.',
  certificates: 'No row of a certificate feed is known for its date, at any centre.',
}

/** What a centre-day that is neither in breach nor balanced waits for: at least one sentence, as the core judged it. */
export function whyIncomplete(
  { centreId, date, counts }: CentreDayReport,
  { policy, asOf, district }: ReadDistrict,
): string[] {
  const missing: Readonly<Record<Leg, boolean>> = {
    bookings: counts.bookings === null,
    tokens: counts.tokens === null,
    // Not by the doses: they cannot be told either where a row lacks doses per vial.
    stock: !district.stock.some((leg) => leg.centreId === centreId && leg.date === date),
    certificates: counts.certificates === null,
  }
  const { requiredLegs } = policyAt(policy, centreId)
  const required = requiredLegs.filter((leg) => missing[leg]).map((leg) => MISSING[leg])
  const isBeforeCutOff = asOf !== null && asOf < cutOffOf(date, policy)
  const unjudged = `Its ${several(counts.unjudged, 'certificate')} cannot yet be compared with anything.`
  const pending = `${several(counts.pending, 'certificate was', 'certificates were')} issued after the last token of the sheet.`
  return [
    ...required,
    ...(isBeforeCutOff ? ['The cut-off has not passed, so more rows may come.'] : []),
    ...(counts.unjudged > 0 ? [unjudged] : []),
    ...(counts.pending > 0 ? [pending] : []),
  ]
}
