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

const keyOf = ({ ref, dose }: BookingRow): string => `${ref} ${dose ?? ''}`
