import { addDays, instantAt } from './calendar.ts'
import type { CentreDay } from './centre-day.ts'
import type { Policy } from './policy.ts'
import type { Instant } from './rows.ts'

/**
 * How far the token leg is known to be complete: to the end of its day where it is final, else to the latest
 * issued_at of its rows that are seen, else to its upload; never less far than a version before it said, since whoever
 * may hand in a shorter sheet could else make findings wait. Null without a token leg.
 */
export function watermarkOf(
  { tokenLeg, tokens, beyondDoubt, date }: CentreDay,
  policy: Policy,
): Instant | null {
  if (!tokenLeg) return null
  if (tokenLeg.final) return instantAt(addDays(date, 1), '00:00', policy.timeZone)
  let latest = beyondDoubt.times.lastGiven
  for (const { row } of tokens) if (row.issuedAt !== null && row.issuedAt > latest) latest = row.issuedAt
  const own = latest === Number.NEGATIVE_INFINITY ? tokenLeg.uploadedAt : latest
  return Math.max(own, tokenLeg.completeUntil ?? own)
}
