import { dateOf, daysBetween, instantAt } from '../../../lib/domain/calendar.ts'
import type { Centre, CertificateRow, Instant } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import { earliest, type Found, nothing } from './found.ts'
import { certificatesOfTheDay, listingBySeverity } from './unexplained.ts'

/** "Time within the day" of docs/rules.md, the rules that are major or minor. */

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60

type Timed = CertificateRow & { readonly issuedAt: Instant }
const isTimed = (row: CertificateRow): row is Timed => row.issuedAt !== null

/**
 * "At some moment certificates issued exceed tokens issued by at least the policy's count; tokens first at
 * equal times; only where every row has its time." A moment at which the excess first stands is always one at
 * which a certificate was issued, so those are the moments that are looked at.
 */
export function runningExcess(day: CentreDay): Found {
  const given = day.keptTokens.map((token) => token.row.issuedAt)
  const isRegister = day.sheet?.leg.sheet.kind === 'register' && given.length > 0
  const times = given.filter((time) => time !== null)
  if (!isRegister || times.length < given.length || !day.counting.every(isTimed)) {
    return nothing('running-excess')
  }
  const issued = certificatesOfTheDay(day)
    .filter(isTimed)
    .filter((row) => day.completeUntil === null || row.issuedAt <= day.completeUntil)
  const excessAt = (moment: Instant): number =>
    issued.filter((row) => row.issuedAt <= moment).length - times.filter((time) => time <= moment).length
  const listed = issued.filter((row) => excessAt(row.issuedAt) >= day.policy.runningExcess)
  if (listed.length === 0) return nothing('running-excess')
  return {
    ...listingBySeverity('running-excess', day, listed),
    count: Math.max(...listed.map((row) => excessAt(row.issuedAt))),
  }
}

/**
 * "A certificate's time of day, whatever its day, is before opening minus the tolerance or after closing plus
 * that; both ends are inside. A closing before the opening is of the next morning." Looked at on the clocks of
 * the day before, of the day and of the day after.
 */
export function offHours(day: CentreDay, centre: Centre | undefined): Found {
  if (centre === undefined || centre.opens === null || centre.closes === null) return nothing('off-hours')
  const tolerance = day.policy.offHoursToleranceMinutes
  const first = centre.opens - tolerance
  const last = (centre.closes < centre.opens ? centre.closes + DAY_MINUTES : centre.closes) + tolerance
  const isOutside = ({ issuedAt }: Timed): boolean => {
    const midnight = instantAt(dateOf(issuedAt, day.policy.timeZone), '00:00', day.policy.timeZone)
    const clock = (issuedAt - midnight) / MINUTE
    return ![-2, -1, 0, 1, 2].some((days) => {
      const minutes = clock + days * DAY_MINUTES
      return minutes >= first && minutes <= last
    })
  }
  return listingBySeverity('off-hours', day, day.counting.filter(isTimed).filter(isOutside))
}

/**
 * "One account (a certificate without one belongs to none) has more than so many certificates with times
 * within so many minutes, both ends included; every certificate that is in any such window." Any window that
 * holds too many holds them from the first of them on, so those that begin at a certificate are all there are.
 */
export function issueBurst(day: CentreDay): Found {
  const { certificates: allowed, minutes } = day.policy.issueBurst
  const issued = day.counting.filter(isTimed).filter((row) => row.issuedBy !== '')
  const windows = issued.map((first) =>
    issued
      .filter((row) => row.issuedBy === first.issuedBy)
      .filter(({ issuedAt }) => issuedAt >= first.issuedAt && issuedAt <= first.issuedAt + minutes * MINUTE)
      .sort((a, b) => a.issuedAt - b.issuedAt),
  )
  const bursts = windows.filter((window) => window.length > allowed)
  const listed = issued.filter((row) => bursts.some((burst) => burst.includes(row)))
  const at = earliest(bursts.map((burst) => burst[allowed]!.issuedAt))
  return { ...listingBySeverity('issue-burst', day, listed), at }
}

/** "Issued on a calendar day (of the district) more than the policy's days after its date." */
export function backdated(day: CentreDay): Found {
  const { backdatedDays, timeZone } = day.policy
  const isBackdated = (row: Timed): boolean =>
    daysBetween(row.date, dateOf(row.issuedAt, timeZone)) > backdatedDays
  return listingBySeverity('backdated', day, day.counting.filter(isTimed).filter(isBackdated))
}
