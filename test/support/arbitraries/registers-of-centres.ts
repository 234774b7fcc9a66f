import fc from 'fast-check'
import type { Centre, SuspensionPeriod } from '../../../lib/domain/rows.ts'
import * as build from '../district.ts'
import { KNOWN, momentsOf, seldom } from './chance.ts'

/** A district's register of centres: hours of every kind, and suspensions told in both ways. */

/** Minutes after midnight; the last two pairs close the next morning, and one closes as it opens. */
const hours = fc.constantFrom<readonly [number | null, number | null]>(
  [540, 1020],
  [570, 620],
  [600, 605],
  [660, 690],
  [600, 600],
  [0, 1440],
  [30, 600],
  [null, 1020],
  [540, null],
  [660, 540],
  [1410, 600],
)

const periods = (days: number): fc.Arbitrary<SuspensionPeriod> =>
  fc
    .tuple(fc.option(momentsOf(days), { freq: 3 }), fc.option(momentsOf(days), { freq: 2 }))
    .map(([from, until]) =>
      from !== null && until !== null && until < from ? { from: until, until: from } : { from, until },
    )

const centresOf = (centreId: string, days: number): fc.Arbitrary<Centre> =>
  fc
    .record({
      hours,
      status: seldom(fc.constant('suspended' as const), 'active' as const, 4),
      suspendedAt: fc.option(momentsOf(days), { freq: 3 }),
      suspensions: seldom(
        fc.array(periods(days), { maxLength: 2 }),
        null as readonly SuspensionPeriod[] | null,
        4,
      ),
    })
    .map(({ hours: [opens, closes], suspensions, ...rest }) =>
      build.centre({ centreId, opens, closes, ...rest, ...(suspensions && { suspensions }) }),
    )

/** Every centre that the district knows. Null: it knows all that are named. */
export const registersOfCentres = (days: number): fc.Arbitrary<readonly Centre[] | null> =>
  fc.option(fc.tuple(...KNOWN.map((centreId) => centresOf(centreId, days))), { freq: 3 })
