import fc from 'fast-check'
import { addDays } from '../../../lib/domain/calendar.ts'
import type { CertificateRow, District, TokenLeg, TokenRow } from '../../../lib/domain/rows.ts'
import * as build from '../district.ts'
import { clock, FIRST, instant, KNOWN, seldom, times } from './chance.ts'
import { registersOfCentres } from './registers-of-centres.ts'

/**
 * Small nasty districts: so few refs, numbers and times that repeats, late rows, rows at another centre, dose
 * mismatches, slips of one digit and blanks meet in almost every example. Never more than six tokens and six
 * certificates a centre-day, so that brute force ends.
 */

export const DAYS = 6
/** Stands in feeds alone: in any other leg an unknown centre is a fault of the sheet. */
const UNKNOWN = 'GHATI'

/** The first three are a slip apart; then one with a digit dropped, one two slips away, and two far ones. */
const refs = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('41371800000012', '41371800000013', '41371800000021') },
  { weight: 4, arbitrary: fc.constantFrom('4137180000012', '41371800000212', build.ref(7), build.ref(8)) },
  { weight: 3, arbitrary: fc.constant('') },
)
const doses = fc.constantFrom<(number | null)[]>(1, 1, 1, 2, null)

const tokenSeeds = fc.record({
  tokenNo: fc.constantFrom('1', '2', '3', '4', '5', '9', '10', '05', 'T2', 'T10'),
  ref: refs,
  dose: doses,
  time: times,
  outcome: seldom(fc.constantFrom('deferred' as const, 'left' as const), 'vaccinated' as const, 5),
  vaccine: seldom(fc.constant('COVAXIN'), 'COVISHIELD', 5),
  raised: seldom(clock, null as string | null, 5),
})

const certificateSeeds = fc.record({
  rank: fc.nat(12),
  ref: refs,
  dose: doses,
  time: times,
  /** Issued days after the day that it names. */
  daysLater: seldom(fc.nat(4), 0, 4),
  issuedBy: fc.constantFrom('amc-admin', 'amc-admin', 'operator', ''),
  received: fc.integer({ min: 1, max: 2 }),
  status: seldom(fc.constantFrom('revoked' as const, 'omitted' as const), 'issued' as const, 10),
  /** How many rows back in the feed its id stood before; 0 for an id of its own. */
  sameIdAs: seldom(fc.nat(9), 0, 12),
})

const totals = fc.record({
  kind: fc.constant('totals' as const),
  vaccinated: fc.nat(5),
  deferred: fc.nat(1),
  left: fc.nat(1),
  raised: fc.option(fc.record({ tokens: fc.integer({ min: 1, max: 3 }), time: clock })),
})

const sheets = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      rows: fc.array(tokenSeeds, { maxLength: 6, size: '+1' }),
    }),
  },
  { weight: 2, arbitrary: totals },
  { weight: 1, arbitrary: fc.constant(null) },
)

const bookingSeeds = fc.record({
  ref: refs,
  status: seldom(fc.constant('cancelled'), 'booked', 4),
})

const stockSeeds = fc.record({
  vialsOpened: fc.nat(2),
  dosesPerVial: fc.constantFrom<(number | null)[]>(1, 2, 2, 10, null),
  dosesWasted: fc.constantFrom(0, 0, 1, 2),
})

const days = fc.record({
  centreId: fc.constantFrom(...KNOWN, ...KNOWN, UNKNOWN),
  date: fc.nat(DAYS - 1).map((day) => addDays(FIRST, day)),
  /** Without blanks, so that rules for wholly named days have their say too. */
  named: fc.boolean(),
  /** Every row with a time, for the rules that need them all. */
  timed: fc.boolean(),
  sheet: sheets,
  final: fc.boolean(),
  uploadedAt: clock,
  certificates: fc.array(certificateSeeds, { maxLength: 6, size: '+1' }),
  bookings: fc.option(fc.array(bookingSeeds, { maxLength: 5, size: '+1' })),
  stock: fc.option(fc.array(stockSeeds, { minLength: 1, maxLength: 2 })),
})

type Seed<A> = A extends fc.Arbitrary<infer T> ? T : never
type Day = Seed<typeof days>

/** Up to three known centres and an unknown one, over one to six days. */
export const districts: fc.Arbitrary<District> = fc
  .tuple(
    fc.uniqueArray(days, {
      selector: (day) => `${day.date} ${day.centreId}`,
      minLength: 1,
      maxLength: 12,
      size: '+1',
    }),
    registersOfCentres(DAYS),
  )
  .map(([seeds, centres]) => {
    const known = seeds.filter((day) => day.centreId !== UNKNOWN)
    return build.district({
      tokens: known.flatMap(tokenLeg),
      certificates: certificateRows(seeds),
      bookings: known.flatMap(bookingLegs),
      stock: known.flatMap(stockLegs),
      centres,
    })
  })

function tokenLeg(day: Day): TokenLeg[] {
  const { centreId, date, sheet, final, uploadedAt } = day
  const leg = { centreId, date, final, uploadedAt: build.at(uploadedAt, date) }
  if (sheet === null) return []
  if (sheet.kind === 'register')
    return [
      build.register(
        sheet.rows.map((row) => tokenRow(row, day)),
        leg,
      ),
    ]
  const { vaccinated, deferred, left, raised } = sheet
  return [
    build.totals(
      {
        issued: vaccinated + deferred + left,
        ...{ deferred, left },
        ...(raised && { raised: { tokens: raised.tokens, at: build.at(raised.time, date) } }),
      },
      leg,
    ),
  ]
}

function tokenRow({ time, raised, ...row }: Seed<typeof tokenSeeds>, day: Day): TokenRow {
  return {
    ...build.token(row),
    ref: refOf(row.ref, day),
    issuedAt: timeOf(time, day, day.date),
    ...(raised !== null && { raisedAt: build.at(raised, day.date) }),
  }
}

function certificateRows(seeds: readonly Day[]): CertificateRow[] {
  const ids: string[] = []
  return seeds.flatMap((day) =>
    day.certificates.map(({ rank, time, daysLater, sameIdAs, ref, ...row }) => {
      const { centreId, date } = day
      const before = sameIdAs > 0 ? ids.at(-sameIdAs) : undefined
      const certificateId = before ?? `C${rank}-${ids.length}`
      ids.push(certificateId)
      const issuedAt = timeOf(time, day, addDays(date, daysLater))
      return build.certificate({ ...row, certificateId, centreId, date, ref: refOf(ref, day), issuedAt })
    }),
  )
}

const refOf = (ref: string, { named }: Day): string => (ref === '' && named ? build.ref(9) : ref)

const timeOf = (time: string | null, { timed }: Day, date: string): number | null =>
  instant(timed ? (time ?? '10:00') : time, date)

function bookingLegs({ centreId, date, bookings }: Day): District['bookings'] {
  if (bookings === null) return []
  return [
    build.bookings(
      bookings.map((seed) => build.booking(seed)),
      { centreId, date },
    ),
  ]
}

function stockLegs({ centreId, date, stock }: Day): District['stock'] {
  if (stock === null) return []
  return [
    build.stock(
      stock.map((seed) => build.vials(seed)),
      { centreId, date },
    ),
  ]
}
