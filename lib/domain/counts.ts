import { stands } from './bookings.ts'
import { type CentreDay, tokensGiven } from './centre-day.ts'
import type { Counts } from './report.ts'
import type { BookingRow, StockRow } from './rows.ts'
import type { Tally } from './tally.ts'

/**
 * The counts of CONTRACT section 3. `feedHoldsDate` says whether any certificate row of that date is at hand, for
 * whatever centre. Always, null read as 0: certificates = matched + absorbed + pending + unjudged + surplus; without
 * a token leg repeats are unjudged like the rest, since surplus is null there.
 */
export function countsOf(
  centreDay: CentreDay,
  tally: Tally,
  feedHoldsDate: boolean,
  overfill: number,
): Counts {
  const given = tokensGiven(centreDay)
  return {
    bookings: centreDay.bookings && bookingsOf(centreDay.bookings),
    tokens: given && given.vaccinated + given.deferred + given.left,
    deferred: given?.deferred ?? null,
    left: given?.left ?? null,
    doses: centreDay.stock && dosesOf(centreDay.stock, overfill),
    certificates: feedHoldsDate ? centreDay.beyondDoubt.pairs + centreDay.certificates.length : null,
    matched: tally.matched,
    absorbed: given && tally.absorbed.length,
    pending: tally.pending,
    unjudged: tally.unjudged.length,
    surplus: given && tally.leftOver + tally.repeats.length + tally.forSentAway.length,
    shortfall: given && tally.unpairedTokens.length + centreDay.unnumbered,
  }
}

const standing = new WeakMap<readonly BookingRow[], number>()

/** Counted once for the rows of a version, which never change. */
function bookingsOf(rows: readonly BookingRow[]): number {
  const known = standing.get(rows)
  if (known !== undefined) return known
  const count = rows.reduce((sum, row) => (stands(row) ? sum + 1 : sum), 0)
  standing.set(rows, count)
  return count
}

/**
 * Doses that the opened vials can have given: vials x (doses per vial + overfill) - wasted; null where a row lacks
 * doses per vial. Whole numbers are summed apart from the overfill, so that the order of rows cannot change a bit.
 */
function dosesOf(rows: readonly StockRow[], overfill: number): number | null {
  let vials = 0
  let doses = 0
  for (const row of rows) {
    if (row.dosesPerVial === null) return null
    vials += row.vialsOpened
    doses += row.vialsOpened * row.dosesPerVial - row.dosesWasted
  }
  return doses + vials * overfill
}
