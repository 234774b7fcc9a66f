import fc from 'fast-check'
import { addDays } from '../../../lib/domain/calendar.ts'
import type { Instant, IsoDate } from '../../../lib/domain/rows.ts'
import * as build from '../district.ts'

/** Chances and moments that every generated district is made of. */

/** Every generated district begins on this day. */
export const FIRST: IsoDate = '2021-08-25'
/** The centres that a district knows, where it has a register of them. */
export const KNOWN = ['PHC9', 'PHC10', 'DKMM'] as const

/** The rare one once for so many of the usual. */
export const seldom = <T>(rare: fc.Arbitrary<T>, usual: T, weight: number): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare })

/** Few times, five and ten minutes apart, with a few of the night, so that equal ones and ends meet. */
export const clock: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('09:00', '10:00', '10:00:30', '10:05', '10:10', '10:30', '11:00', '13:00'),
  },
  { weight: 1, arbitrary: fc.constantFrom('00:00', '00:30', '08:00', '18:00', '23:30') },
)

/** A time of a day, or none. */
export const times: fc.Arbitrary<string | null> = fc.option(clock, { freq: 12 })

export const instant = (time: string | null, date: IsoDate): Instant | null =>
  time === null ? null : build.at(time, date)

/** A moment of one of the first days. */
export const momentsOf = (days: number): fc.Arbitrary<Instant> =>
  fc.tuple(fc.nat(days - 1), clock).map(([day, time]) => build.at(time, addDays(FIRST, day)))
