import type { BookingRow, StockRow, TokenSheet } from '../domain/rows.ts'
import type { DraftDay } from './draft.ts'
import { MOST_VISITS, refOf } from './refs.ts'

const SHARE_BOOKED = 0.7
const SHARE_NOT_COMING = 0.1
const SLOTS = ['09:00-11:00', '11:00-13:00', '13:00-15:00', '15:00-17:00']

type Totals = Extract<TokenSheet, { kind: 'totals' }>

/** What the centre hands in of its tokens; null where that is never. */
export function sheetOf({
  sheet,
  visits,
  invented,
  inflatedBy,
  isShuffled,
  random,
}: DraftDay): TokenSheet | null {
  if (sheet === 'lost') return null
  const tokens = visits.map(({ token }) => token)
  if (sheet === 'register') {
    const rows = invented.length > 0 ? [...tokens, ...invented] : tokens
    return { kind: 'register', rows: isShuffled ? random.shuffled(rows) : rows }
  }
  const deferred = tokens.filter(({ outcome }) => outcome === 'deferred').length
  const left = tokens.filter(({ outcome }) => outcome === 'left').length
  const issued = tokens.length + inflatedBy + invented.length
  return { kind: 'totals', issued, deferred, left, ...raisedBy(invented) }
}

function raisedBy(invented: DraftDay['invented']): Pick<Totals, 'raised'> {
  const times = invented.flatMap(({ raisedAt }) => raisedAt ?? [])
  return times.length === 0 ? {} : { raised: { tokens: times.length, at: Math.min(...times) } }
}

/** Most of those who came had a booking, and some who had one did not come; a session has one at least. */
export function bookingsOf({ visits, random, world, centre, day }: DraftDay): BookingRow[] {
  const rows: BookingRow[] = []
  for (const [at, { ref, dose }] of visits.entries()) {
    if (at > 0 && !random.chance(SHARE_BOOKED)) continue
    rows.push(bookingOf(ref, dose, Math.floor((at * SLOTS.length) / visits.length)))
  }
  const { seed } = world.options
  for (let count = Math.floor(rows.length * SHARE_NOT_COMING); count > 0; count--) {
    const ref = refOf(seed, world.district, centre.number + 5000, day, MOST_VISITS + count)
    rows.push(bookingOf(ref, 1, random.below(SLOTS.length)))
  }
  return rows
}

function bookingOf(ref: string, dose: number, slot: number): BookingRow {
  return { ref, dose, slot: SLOTS[slot]!, status: 'booked' }
}

/** Vials for the doses that were given, the rest of the last one thrown away. */
export function stockOf({ visits, centre, batch, paperDoses }: DraftDay): StockRow[] {
  const given = visits.filter(({ token }) => token.outcome === 'vaccinated').length
  const doses = Math.max(0, given + paperDoses)
  const vials = Math.ceil(doses / centre.dosesPerVial)
  return [
    {
      vialsOpened: vials,
      vaccine: centre.vaccine,
      batch,
      dosesPerVial: centre.dosesPerVial,
      dosesWasted: vials * centre.dosesPerVial - doses,
    },
  ]
}
