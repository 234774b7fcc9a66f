import { applyBookings, replaceBookings } from '../../lib/domain/bookings.ts'
import { compareText } from '../../lib/domain/ids.ts'
import type { BookingLeg, BookingRow } from '../../lib/domain/rows.ts'

/**
 * Booking feeds, the oldest first, as one leg a centre-day. With `replace` each feed states the whole truth for each
 * centre and date in it.
 */
export function mergeBookings(
  feeds: readonly (readonly BookingLeg[])[],
  replace: boolean,
): readonly BookingLeg[] {
  const merged = new Map<string, BookingLeg>()
  for (const leg of feeds.flat()) {
    const key = `${leg.date} ${leg.centreId}`
    const apply = replace ? replaceBookings : applyBookings
    merged.set(key, { ...leg, rows: apply(merged.get(key)?.rows ?? [], [...leg.rows].sort(cancelledLast)) })
  }
  return [...merged.values()]
}

/** Within one file no row is the later one, so a cancelled one wins: the order of rows must not matter. */
function cancelledLast(a: BookingRow, b: BookingRow): number {
  return (
    Number(isCancelled(a)) - Number(isCancelled(b)) ||
    compareText(a.slot, b.slot) ||
    compareText(a.status, b.status)
  )
}

const isCancelled = ({ status }: BookingRow): boolean => status.toLowerCase() === 'cancelled'
