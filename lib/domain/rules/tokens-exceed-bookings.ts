import { stands } from '../bookings.ts'
import type { Facts } from '../facts.ts'
import { nthEarliest, numbersOf, type RuleDefinition } from './finding.ts'

/**
 * Major: more tokens than standing bookings, at a centre that takes no walk-ins. No bookings on a date for which any
 * were given count as 0. Lists the tokens whose ref has no booking, blank refs among them; `count` is how many too many.
 */
export const tokensExceedBookings: RuleDefinition<'tokens-exceed-bookings'> = {
  rule: 'tokens-exceed-bookings',
  version: 1,
  judge(facts) {
    const bookings = facts.policy.walkIns ? null : bookingsOf(facts)
    const tokens = facts.counts.tokens ?? 0
    if (bookings === null || tokens <= bookings) return null
    const kept = facts.centreDay.everyToken().filter((token) => !token.repeatOf)
    const booked = bookedRefs(facts)
    return {
      severity: 'major',
      count: tokens - bookings,
      tokens: numbersOf(kept.filter(({ row }) => row.ref === '' || !booked.has(row.ref))),
      at: nthEarliest(
        kept.map(({ row }) => row.issuedAt),
        bookings + 1,
      ),
      figures: { count: tokens - bookings, tokens, bookings },
    }
  },
}

/** Null where no bookings were given for that date. */
function bookingsOf({ counts, bookingsGiven }: Facts): number | null {
  return counts.bookings ?? (bookingsGiven ? 0 : null)
}

function bookedRefs({ centreDay: { bookings } }: Facts): ReadonlySet<string> {
  return new Set((bookings ?? []).filter(stands).map(({ ref }) => ref))
}
