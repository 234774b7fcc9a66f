import fc from 'fast-check'
import { addDays } from '../../../lib/domain/calendar.ts'
import type { District, TokenRow } from '../../../lib/domain/rows.ts'
import * as build from '../district.ts'
import { FIRST, instant, KNOWN } from './chance.ts'

/**
 * Districts in which many rows want the same few: hardly any refs, doses that are missing on either side, equal
 * times and equal numbers. A step then has many largest matchings, and which one is right is all that is asked.
 */

const times = fc.constantFrom<(string | null)[]>('10:00', '10:01', '10:02', '10:04', '10:05', null)
const doses = fc.constantFrom<(number | null)[]>(1, 2, 3, null, null)

interface Place {
  readonly centreId: string
  readonly date: string
}

const daysFrom = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((day) => addDays(FIRST, day))
const anyCentre = fc.constantFrom(...KNOWN)
const oneCentre = fc.constant(KNOWN[0])

/** One person many times; people a slip apart from one another; those and blanks. */
const refsOfACrowd = fc.constantFrom(
  fc.constant('41371800000012'),
  fc.constantFrom('41371800000012', '41371800000013', '41371800000021', '4137180000012', '41371800000112'),
  fc.constantFrom('41371800000012', '41371800000013', ''),
)
type Places = fc.Arbitrary<Place>
const together = (given: Places): { given: Places; issued: Places } => ({ given, issued: given })
/** A few centres over a few days; all on one centre-day; one date; one centre, certificates a day or days late. */
const placesOfACrowd = fc.constantFrom(
  together(fc.record({ centreId: anyCentre, date: daysFrom(0, 2) })),
  together(fc.record({ centreId: oneCentre, date: daysFrom(0, 0) })),
  together(fc.record({ centreId: anyCentre, date: daysFrom(0, 0) })),
  {
    given: fc.record({ centreId: oneCentre, date: daysFrom(0, 2) }),
    issued: fc.record({ centreId: oneCentre, date: daysFrom(3, 3) }),
  },
)

const tokens = (refs: fc.Arbitrary<string>, places: Places) =>
  fc.record({
    place: places,
    tokenNo: fc.constantFrom('1', '2', '02', '10', 'T3'),
    ref: refs,
    dose: doses,
    time: times,
    outcome: fc.constantFrom<TokenRow['outcome'][]>('vaccinated', 'vaccinated', 'deferred', 'left'),
  })

const certificates = (refs: fc.Arbitrary<string>, places: Places) =>
  fc.record({ place: places, rank: fc.nat(20), ref: refs, dose: doses, time: times })

export const crowds: fc.Arbitrary<District> = fc
  .tuple(refsOfACrowd, placesOfACrowd)
  .chain(([refs, { given, issued: places }]) =>
    fc
      .record({
        rows: fc.array(tokens(refs, given), { minLength: 2, maxLength: 9, size: 'max' }),
        issued: fc.array(certificates(refs, places), { minLength: 1, maxLength: 9, size: 'max' }),
      })
      .map(({ rows, issued }) =>
        build.district({
          tokens: [...new Set(rows.map(({ place }) => `${place.date} ${place.centreId}`))].map((key) => {
            const [date = '', centreId = ''] = key.split(' ')
            const here = rows.filter(({ place }) => place.centreId === centreId && place.date === date)
            return build.register(
              here.map(({ place: _, time, ...row }) =>
                build.token({ ...row, issuedAt: instant(time, date) }),
              ),
              { centreId, date },
            )
          }),
          certificates: issued.map(({ place, rank, time, ...row }, n) =>
            build.certificate({
              ...row,
              ...place,
              certificateId: `C${rank}-${n}`,
              issuedAt: instant(time, place.date),
            }),
          ),
        }),
      ),
  )
