import fc from 'fast-check'
import { addDays } from '../../lib/domain/calendar.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import type { CertificateRow, District, Instant, IsoDate, TokenLeg } from '../../lib/domain/rows.ts'
import * as build from './district.ts'

/**
 * Small nasty districts for property tests: so few refs, numbers and times that repeats, late rows, rows at
 * another centre, dose mismatches, slips of one digit and blanks meet in almost every example. Never more
 * than six tokens and six certificates a centre-day, so that brute force ends.
 */

const FIRST: IsoDate = '2021-08-25'
const DAYS = 6
const KNOWN = ['PHC9', 'PHC10', 'DKMM'] as const
/** Stands in feeds alone: in any other leg an unknown centre is a fault of the sheet. */
const UNKNOWN = 'GHATI'

const seldom = <T>(rare: fc.Arbitrary<T>, usual: T, weight: number): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare })

/** The first three are a slip apart; then one with a digit dropped, one two slips away, and two far ones. */
const refs = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('41371800000012', '41371800000013', '41371800000021') },
  { weight: 4, arbitrary: fc.constantFrom('4137180000012', '41371800000212', build.ref(7), build.ref(8)) },
  { weight: 3, arbitrary: fc.constant('') },
)
const doses = fc.constantFrom<(number | null)[]>(1, 1, 1, 2, null)
const clock = fc.constantFrom('09:00', '10:00', '10:00:30', '10:05', '10:30', '11:00', '13:00')
const times = fc.option(clock, { freq: 6 })

const tokenSeeds = fc.record({
  tokenNo: fc.constantFrom('1', '2', '3', '4', '5', '9', '10', '05', 'T2', 'T10'),
  ref: refs,
  dose: doses,
  time: times,
  outcome: seldom(fc.constantFrom('deferred' as const, 'left' as const), 'vaccinated' as const, 5),
  vaccine: seldom(fc.constant('COVAXIN'), 'COVISHIELD', 5),
})

const certificateSeeds = fc.record({
  rank: fc.nat(12),
  ref: refs,
  dose: doses,
  time: times,
  /** Issued days after the day that it names. */
  daysLater: seldom(fc.nat(4), 0, 4),
  issuedBy: fc.constantFrom('amc-admin', 'operator', ''),
  received: fc.integer({ min: 1, max: 2 }),
  status: seldom(fc.constant('revoked' as const), 'issued' as const, 12),
  /** How many rows back in the feed its id stood before; 0 for an id of its own. */
  sameIdAs: seldom(fc.nat(9), 0, 12),
})

const sheets = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      rows: fc.array(tokenSeeds, { maxLength: 6, size: '+1' }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('totals' as const),
      vaccinated: fc.nat(5),
      deferred: fc.nat(1),
      left: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.constant(null) },
)

const days = fc.record({
  centreId: fc.constantFrom(...KNOWN, ...KNOWN, UNKNOWN),
  date: fc.nat(DAYS - 1).map((day) => addDays(FIRST, day)),
  /** Without blanks, so that rules for wholly named days have their say too. */
  named: fc.boolean(),
  sheet: sheets,
  final: fc.boolean(),
  uploadedAt: clock,
  certificates: fc.array(certificateSeeds, { maxLength: 6, size: '+1' }),
  bookings: seldom(
    fc.array(fc.constantFrom('booked', 'cancelled'), { minLength: 1, maxLength: 3 }),
    null as string[] | null,
    3,
  ),
  stock: seldom(
    fc.array(fc.constantFrom<(number | null)[]>(10, 5, null), { minLength: 1, maxLength: 2 }),
    null as (number | null)[] | null,
    4,
  ),
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
    fc.boolean(),
  )
  .map(([seeds, withCentres]) => {
    const known = seeds.filter((day) => day.centreId !== UNKNOWN)
    return build.district({
      tokens: known.flatMap(tokenLeg),
      certificates: certificateRows(seeds),
      bookings: known.flatMap(bookingLegs),
      stock: known.flatMap(stockLegs),
      centres: withCentres ? KNOWN.map((centreId) => build.centre({ centreId })) : null,
    })
  })

function tokenLeg({ centreId, date, sheet, final, uploadedAt, named }: Day): TokenLeg[] {
  const leg = { centreId, date, final, uploadedAt: build.at(uploadedAt, date) }
  if (sheet === null) return []
  if (sheet.kind === 'totals') {
    const { vaccinated, deferred, left } = sheet
    return [build.totals({ issued: vaccinated + deferred + left, deferred, left }, leg)]
  }
  const rows = sheet.rows.map(({ time, ...row }) => ({
    ...build.token(row),
    ref: refOf(row.ref, named),
    issuedAt: instant(time, date),
  }))
  return [build.register(rows, leg)]
}

function certificateRows(seeds: readonly Day[]): CertificateRow[] {
  const ids: string[] = []
  return seeds.flatMap(({ centreId, date, named, certificates }) =>
    certificates.map(({ rank, time, daysLater, sameIdAs, ref, ...row }) => {
      const before = sameIdAs > 0 ? ids.at(-sameIdAs) : undefined
      const certificateId = before ?? `C${rank}-${ids.length}`
      ids.push(certificateId)
      const issuedAt = instant(time, addDays(date, daysLater))
      return build.certificate({ ...row, certificateId, centreId, date, ref: refOf(ref, named), issuedAt })
    }),
  )
}

const refOf = (ref: string, named: boolean): string => (ref === '' && named ? build.ref(9) : ref)

const instant = (time: string | null, date: IsoDate): Instant | null =>
  time === null ? null : build.at(time, date)

function bookingLegs({ centreId, date, bookings }: Day): District['bookings'] {
  if (bookings === null) return []
  return [
    build.bookings(
      bookings.map((status) => build.booking({ status })),
      { centreId, date },
    ),
  ]
}

function stockLegs({ centreId, date, stock }: Day): District['stock'] {
  if (stock === null) return []
  return [
    build.stock(
      stock.map((dosesPerVial) => build.vials({ dosesPerVial })),
      { centreId, date },
    ),
  ]
}

/** Policies whose limits are within reach of a few rows. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    lookBackDays: fc.constantFrom(3, 3, 2, 1, 0),
    cutOff: fc.record({ time: fc.constantFrom('12:00', '18:00'), daysAfter: fc.constantFrom(1, 1, 0, 2) }),
    requiredLegs: fc.subarray(['tokens', 'certificates', 'bookings', 'stock'] as const),
    missingSheetDays: fc.nat(2),
    overfill: fc.constantFrom(1, 0),
    suspension: fc.record({
      mode: fc.constantFrom('propose' as const, 'propose' as const, 'auto' as const, 'never' as const),
      minSurplus: fc.integer({ min: 1, max: 3 }),
      minShare: fc.constantFrom(0.1, 0.5, 1),
      anyway: fc.integer({ min: 2, max: 6 }),
    }),
  })
  .map(build.policy)

/** What is asked of a district: which of its days, seen when, under which policy. */
export interface Question {
  readonly district: District
  readonly asked: { readonly from: IsoDate; readonly to: IsoDate; readonly asOf: Instant | null }
  readonly policy: Policy
}

export const questions: fc.Arbitrary<Question> = fc
  .record({
    district: districts,
    from: fc.nat(DAYS - 2),
    length: fc.nat(DAYS),
    /** Days after the first one asked, and the hour; most often while that day still waits for rows. */
    asOf: fc.option(
      fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 3, 4), fc.constantFrom('09:30', '10:05', '12:00', '18:00')),
      {
        freq: 2,
      },
    ),
    policy: policies,
  })
  .map(({ district, from, length, asOf, policy }) => ({
    district,
    asked: {
      from: addDays(FIRST, from),
      to: addDays(FIRST, from + length),
      asOf: asOf && build.at(asOf[1], addDays(FIRST, from + asOf[0])),
    },
    policy,
  }))
