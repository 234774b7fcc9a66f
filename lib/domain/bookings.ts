import type { BookingRow } from './rows.ts'

/**
 * A booking feed adds to what is known of a centre-day, keyed by ref and dose; the later received wins. The very
 * same array comes back when nothing changes, so that a caller can skip a write.
 */
export function applyBookings(
  known: readonly BookingRow[],
  incoming: readonly BookingRow[],
): readonly BookingRow[] {
  const merged = new Map(known.map((row) => [keyOf(row), row]))
  let changed = false
  for (const row of incoming) {
    const before = merged.get(keyOf(row))
    if (before && before.slot === row.slot && before.status === row.status) continue
    merged.set(keyOf(row), row)
    changed = true
  }
  return changed ? [...merged.values()] : known
}

/** As `applyBookings`, for a feed that states the whole truth of a centre-day: what it omits counts no more. */
export function replaceBookings(
  known: readonly BookingRow[],
  incoming: readonly BookingRow[],
): readonly BookingRow[] {
  const stated = new Set(incoming.map(keyOf))
  const isLeftOut = (row: BookingRow): boolean => row.status !== 'omitted' && !stated.has(keyOf(row))
  const omitting = known.some(isLeftOut)
    ? known.map((row) => (isLeftOut(row) ? { ...row, status: 'omitted' as const } : row))
    : known
  return applyBookings(omitting, incoming)
}

/** Whether a booking stands: it was neither cancelled nor left out of a later whole feed. */
export function stands({ status }: BookingRow): boolean {
  return status === 'booked'
}

const keyOf = ({ ref, dose }: BookingRow): string => `${ref} ${dose ?? ''}`
