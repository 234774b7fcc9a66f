import fc from 'fast-check'
import type { CentrePolicy, Policy } from '../../../lib/domain/policy.ts'
import * as build from '../district.ts'
import { KNOWN, seldom } from './chance.ts'

/** Policies whose limits are within reach of a few rows. */

const centrePolicies: fc.Arbitrary<CentrePolicy> = fc.record({
  requiredLegs: fc.subarray(['tokens', 'certificates', 'bookings', 'stock'] as const),
  missingSheetDays: fc.nat(2),
  overfill: fc.constantFrom(1, 0, 0.5),
  runningExcess: fc.integer({ min: 1, max: 3 }),
  offHoursToleranceMinutes: fc.constantFrom(0, 5, 30, 60),
  issueBurst: fc.record({
    certificates: fc.integer({ min: 1, max: 3 }),
    minutes: fc.constantFrom(5, 10),
  }),
  backdatedDays: fc.nat(2),
  requiresRegister: seldom(fc.constant(true), false, 3),
  walkIns: fc.boolean(),
  drift: fc.record({
    k: fc.constantFrom(0.5, 0.25, 0),
    h: fc.constantFrom(0.5, 1, 2),
    minDays: fc.integer({ min: 2, max: 4 }),
    minSigma: fc.constantFrom(0.5, 1),
  }),
  suspension: fc.record({
    mode: fc.constantFrom('propose' as const, 'propose' as const, 'auto' as const, 'never' as const),
    minSurplus: fc.integer({ min: 1, max: 3 }),
    minShare: fc.constantFrom(0.1, 0.5, 1),
    anyway: fc.integer({ min: 2, max: 6 }),
    minWithoutSheet: fc.integer({ min: 0, max: 3 }),
  }),
})

const unusual: fc.Arbitrary<Policy['unusual']> = fc.record({
  alpha: fc.constantFrom(0.05, 0.01, 0.2),
  minSigma: fc.constantFrom(0.5, 1),
  falseDiscoveryRate: fc.constantFrom(0.1, 0.3, 0.01),
})

/** What some centres have of their own: some keys of a policy, of some centres. */
const overrides: fc.Arbitrary<Policy['centres']> = fc.dictionary(
  fc.constantFrom(...KNOWN),
  fc
    .tuple(centrePolicies, fc.infiniteStream(fc.boolean()))
    .map(
      ([policy, kept]): Partial<CentrePolicy> =>
        Object.fromEntries(Object.entries(policy).filter(() => kept.next().value)),
    ),
  { maxKeys: 2 },
)

export const policies: fc.Arbitrary<Policy> = fc
  .tuple(
    centrePolicies,
    fc.record({
      lookBackDays: fc.constantFrom(3, 3, 2, 1, 0),
      cutOff: fc.record({ time: fc.constantFrom('12:00', '18:00'), daysAfter: fc.constantFrom(1, 1, 0, 2) }),
      historyDays: fc.integer({ min: 3, max: 10 }),
      unusual,
      centres: overrides,
    }),
  )
  .map(([own, rest]) => build.policy({ ...own, ...rest }))

/** For districts of many quiet days: rules of a single day as by default, history long enough for all methods. */
export const patientPolicies: fc.Arbitrary<Policy> = fc
  .record({
    lookBackDays: fc.constantFrom(3, 1),
    cutOff: fc.constantFrom({ time: '12:00', daysAfter: 1 }, { time: '18:00', daysAfter: 2 }),
    historyDays: fc.constantFrom(3, 4, 5, 6, 8, 10, 12, 14, 20, 42),
    drift: fc.record({
      k: fc.constantFrom(0.5, 0.25, 0),
      h: fc.constantFrom(0.5, 1, 2, 5),
      minDays: fc.constantFrom(2, 3, 4, 10),
      minSigma: fc.constantFrom(0.5, 1),
    }),
    unusual,
    requiresRegister: seldom(fc.constant(true), false, 9),
    centres: seldom(
      centrePolicies.map(({ drift, issueBurst }) => ({ [KNOWN[0]]: { drift, issueBurst } })) as fc.Arbitrary<
        Policy['centres']
      >,
      {},
      3,
    ),
  })
  .map((overrides) => build.policy(overrides))
