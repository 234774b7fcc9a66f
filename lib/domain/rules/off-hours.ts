import { clockOf } from '../calendar.ts'
import type { Centre, Instant } from '../rows.ts'
import { earliestIssued, gravityOf, type RuleDefinition } from './finding.ts'
import { spanOfIssue } from './issue-times.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/**
 * Major if any of them is unexplained, else minor: certificates issued outside the opening hours plus tolerance,
 * whatever the day. Both ends are inside; a closing before the opening is of the next morning.
 */
export const offHours: RuleDefinition<'off-hours'> = {
  rule: 'off-hours',
  version: 1,
  judge({ centreDay, centre, policy: { offHoursToleranceMinutes: toleranceMinutes, timeZone }, tally }) {
    const hours = centre && hoursOf(centre, toleranceMinutes)
    if (!hours) return null
    const { opens, closes, begin, length } = hours
    const sinceBegin = (instant: Instant): number => {
      const time = (clockOf(instant, timeZone) - begin) % DAY
      return time < 0 ? time + DAY : time
    }
    const span = spanOfIssue(centreDay)
    if (!span || isWithinOneDay(span, sinceBegin, length)) return null
    const certificates = centreDay
      .everyCertificate()
      .filter(({ row }) => row.issuedAt !== null && sinceBegin(row.issuedAt) > length)
    const count = certificates.length
    if (count === 0) return null
    return {
      severity: gravityOf(certificates, tally),
      count,
      certificates,
      at: earliestIssued(certificates),
      figures: { count, opens, closes, toleranceMinutes },
    }
  },
}

/** When issuing may begin, in milliseconds after midnight, and how long it may last; null where any time will do. */
function hoursOf({ opens, closes }: Centre, toleranceMinutes: number) {
  if (opens === null || closes === null) return null
  const open = closes < opens ? closes + DAY / MINUTE - opens : closes - opens
  const length = (open + 2 * toleranceMinutes) * MINUTE
  return length >= DAY ? null : { opens, closes, begin: (opens - toleranceMinutes) * MINUTE, length }
}

/** The clocks ran on from the first to the last within the same hours: so did they at all between. */
function isWithinOneDay(
  { first, last }: { readonly first: Instant; readonly last: Instant },
  sinceBegin: (instant: Instant) => number,
  length: number,
): boolean {
  const [from, to] = [sinceBegin(first), sinceBegin(last)]
  return to <= length && to - from === last - first
}
