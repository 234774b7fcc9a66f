import type { BookingRow, District, IsoDate } from '../../../lib/domain/rows.ts'
import { isOf, type Place } from './situation.ts'

/** Bookings of a centre-day that stand, a cancelled one being none; null where no leg says anything. */
export function standingBookings(district: District, place: Place): readonly BookingRow[] | null {
  const leg = district.bookings.find(isOf(place))
  return leg ? leg.rows.filter((row) => row.status !== 'cancelled') : null
}

/** Whether bookings were given for that date, at whatever centre. */
export function areBookingsGiven(district: District, date: IsoDate): boolean {
  return district.bookings.some((leg) => leg.date === date && leg.rows.length > 0)
}
