import type { Counts } from '../../../lib/domain/report.ts'
import { areBookingsGiven, standingBookings } from './bookings.ts'
import type { CentreDay } from './centre-day.ts'
import { type Found, listing, momentPast, nothing } from './found.ts'
import type { Told } from './history.ts'
import type { Situation } from './situation.ts'
import { certificatesOfTheDay } from './unexplained.ts'

/** "Other witnesses" of docs/rules.md. */

/**
 * "Certificates, `late` and `elsewhere` matches left aside, are more" than the doses of the day, of which
 * "below none counts as none".
 */
export function exceedingDoses(day: CentreDay, counts: Counts): Found {
  const doses = counts.doses === null ? null : Math.max(0, counts.doses)
  const issued = certificatesOfTheDay(day)
  if (doses === null || issued.length <= doses) return nothing('certificates-exceed-doses')
  return {
    ...listing('certificates-exceed-doses', 'major', issued),
    count: Math.ceil(issued.length - doses),
    at: momentPast(
      issued.map((row) => row.issuedAt),
      doses,
    ),
  }
}

/**
 * "The centre takes no walk-ins, and tokens are more than standing bookings; no bookings for the centre on a
 * date for which any were given count as 0." A totals sheet has no token to list and no time.
 */
export function exceedingBookings({ district }: Situation, day: CentreDay, { tokens }: Counts): Found {
  const none = areBookingsGiven(district, day.date) ? [] : null
  const standing = standingBookings(district, day) ?? none
  if (day.policy.walkIns || tokens === null || standing === null || tokens <= standing.length) {
    return nothing('tokens-exceed-bookings')
  }
  const listed = day.sheet?.leg.sheet.kind === 'register' ? day.keptTokens : []
  const isBooked = (ref: string): boolean => ref !== '' && standing.some((booking) => booking.ref === ref)
  return {
    rule: 'tokens-exceed-bookings',
    severity: 'major',
    count: tokens - standing.length,
    tokens: listed.filter((token) => !isBooked(token.row.ref)).map((token) => token.row.tokenNo),
    at: momentPast(
      listed.map((token) => token.row.issuedAt),
      standing.length,
    ),
  }
}

/**
 * "Certificates were absorbed, and the centre's policy requires a register or the sheet of an earlier day of
 * its history carried a ref."
 */
export function registerWithheld(day: CentreDay, history: readonly Told[]): Found {
  const isWithheld = day.policy.requiresRegister || history.some((earlier) => earlier.carriesRefs)
  return listing('register-withheld', 'major', isWithheld ? day.absorbed : [])
}
