import type { Counts } from '../../../lib/domain/report.ts'
import type { StockLeg } from '../../../lib/domain/rows.ts'
import { standingBookings } from './bookings.ts'
import type { CentreDay } from './centre-day.ts'
import { isOf, type Situation } from './situation.ts'

/** The counts table of CONTRACT section 3, row by row. */
export function countsOf(situation: Situation, day: CentreDay): Counts {
  const judged = day.sheet !== undefined
  const setAside = day.repeatedCertificates.length
  return {
    bookings: standingBookings(situation.district, day)?.length ?? null,
    ...tokenCounts(day),
    doses: dosesOf(situation.district.stock.find(isOf(day)), day.policy.overfill),
    certificates: situation.onRecord.some((row) => row.date === day.date) ? day.counting.length : null,
    matched: day.claims.length - day.forDeferred.length,
    absorbed: judged ? day.absorbed.length : null,
    pending: day.pending,
    unjudged: day.unjudged.length,
    surplus: judged ? day.leftOver + setAside + day.forDeferred.length : null,
    shortfall: judged ? day.unclaimed.length : null,
  }
}

/** "Rows kept, or the total given; `deferred` and `left` of them." */
function tokenCounts({ sheet, keptTokens }: CentreDay): Pick<Counts, 'tokens' | 'deferred' | 'left'> {
  if (sheet === undefined) return { tokens: null, deferred: null, left: null }
  if (sheet.leg.sheet.kind === 'totals') {
    const { issued, deferred, left } = sheet.leg.sheet
    return { tokens: issued, deferred, left }
  }
  return {
    tokens: keptTokens.length,
    deferred: keptTokens.filter((token) => token.row.outcome === 'deferred').length,
    left: keptTokens.filter((token) => token.row.outcome === 'left').length,
  }
}

/** "Sum over stock rows of vials x (doses per vial + overfill) - wasted; not judged where a row lacks doses per vial." */
function dosesOf(leg: StockLeg | undefined, overfill: number): number | null {
  if (leg === undefined) return null
  let doses = 0
  for (const { vialsOpened, dosesPerVial, dosesWasted } of leg.rows) {
    if (dosesPerVial === null) return null
    doses += vialsOpened * (dosesPerVial + overfill) - dosesWasted
  }
  return doses
}
