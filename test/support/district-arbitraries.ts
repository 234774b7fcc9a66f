import fc from 'fast-check'
import { addDays } from '../../lib/domain/calendar.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import type { District, Instant, IsoDate } from '../../lib/domain/rows.ts'
import { FIRST } from './arbitraries/chance.ts'
import { FEWEST, longDistricts, MOST } from './arbitraries/long-districts.ts'
import { patientPolicies, policies } from './arbitraries/policies.ts'
import { DAYS, districts } from './arbitraries/small-districts.ts'
import * as build from './district.ts'

/** Districts, policies and what is asked of them, for property tests. */

export { districts, longDistricts, policies }

/** What is asked of a district: which of its days, seen when, under which policy. */
export interface Question {
  readonly district: District
  readonly asked: {
    readonly from: IsoDate
    readonly to: IsoDate
    readonly asOf: Instant | null
    readonly seenUntil?: Instant | null
  }
  readonly policy: Policy
}

/** Days after the first one asked, and the hour; most often while that day still waits for rows. */
const moments = fc.option(
  fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 3, 4), fc.constantFrom('09:30', '10:05', '12:00', '18:00')),
  { freq: 2 },
)

/** Small nasty districts, a few of their days, often before their cut-off. */
export const questions: fc.Arbitrary<Question> = fc
  .record({
    district: districts,
    from: fc.nat(DAYS - 2),
    length: fc.nat(DAYS),
    asOf: moments,
    seesAll: fc.constantFrom(false, false, true),
    policy: policies,
  })
  .map(({ district, from, length, asOf, seesAll, policy }) => ({
    district,
    asked: {
      from: addDays(FIRST, from),
      to: addDays(FIRST, from + length),
      asOf: asOf && build.at(asOf[1], addDays(FIRST, from + asOf[0])),
      ...(seesAll && { seenUntil: null }),
    },
    policy,
  }))

/** Long quiet districts, some of their later days, mostly when all are past their cut-off. */
export const longQuestions: fc.Arbitrary<Question> = fc
  .record({
    district: longDistricts,
    from: fc.nat(MOST),
    length: fc.integer({ min: 0, max: FEWEST }),
    waits: fc.constantFrom(false, false, true),
    policy: patientPolicies,
  })
  .map(({ district, from, length, waits, policy }) => {
    const to = addDays(FIRST, from + length)
    return {
      district,
      asked: { from: addDays(FIRST, from), to, asOf: waits ? build.at('20:00', to) : null },
      policy,
    }
  })
