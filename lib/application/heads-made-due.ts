import { addDays, dateOf, datesBetween } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import type { Instant } from '../domain/rows.ts'
import type { Suspension } from '../domain/suspension.ts'
import type { Deps } from './deps.ts'

/**
 * The heads of a centre around today, due at once, where it was suspended or reinstated: results that are being made at
 * this moment do not know of it. To be written with the change itself. Rows of other days that came before it were
 * issued before it too, but for those whose clock ran ahead: of the days before they stand within the look-back.
 */
export async function headsMadeDue(
  before: Suspension,
  { centreId, periods }: Suspension,
  now: Instant,
  { store, district: { policy } }: Pick<Deps, 'store' | 'district'>,
): Promise<readonly { readonly before: Head; readonly after: Head }[]> {
  if (periods === before.periods) return []
  const today = dateOf(now, policy.timeZone)
  const dates = datesBetween(addDays(today, -policy.lookBackDays), addDays(today, policy.lookBackDays))
  const heads = await store.headsOf(dates.map((date) => ({ centreId, date })))
  return heads.map((head) => ({ before: head, after: { ...head, rev: head.rev + 1, dueAt: now } }))
}
