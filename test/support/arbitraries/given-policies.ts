import fc from 'fast-check'

/** As it comes out of a file. */
export const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const share = fc.double({ min: 0, max: 1, noNaN: true })
const minSigma = fc.double({ min: 0.1, max: 100, noNaN: true })

/** What an admin may write of one centre, some or all of it, nested settings in part. */
const ofCentre = fc.record(
  {
    requiredLegs: fc.subarray(['bookings', 'tokens', 'stock', 'certificates'] as const),
    missingSheetDays: fc.nat(366),
    overfill: fc.double({ min: 0, max: 10, noNaN: true }),
    runningExcess: fc.integer({ min: 1, max: 1000 }),
    offHoursToleranceMinutes: fc.nat(1440),
    issueBurst: fc.record(
      { certificates: fc.integer({ min: 1, max: 10_000 }), minutes: fc.integer({ min: 1, max: 1440 }) },
      { requiredKeys: [] },
    ),
    backdatedDays: fc.nat(366),
    requiresRegister: fc.boolean(),
    walkIns: fc.boolean(),
    drift: fc.record(
      {
        k: fc.double({ min: 0, max: 10, noNaN: true }),
        h: fc.double({ min: 0, max: 100, noNaN: true }),
        minDays: fc.integer({ min: 2, max: 20 }),
        minSigma,
      },
      { requiredKeys: [] },
    ),
    suspension: fc.record(
      {
        mode: fc.constantFrom('propose', 'auto', 'never'),
        minSurplus: fc.nat(1000),
        minShare: share,
        anyway: fc.nat(1000),
        minWithoutSheet: fc.nat(1000),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const ofDistrict = fc.record(
  {
    version: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._+-]{0,20}[A-Za-z0-9]$/),
    timeZone: fc.constantFrom('Asia/Kolkata', 'UTC'),
    lookBackDays: fc.nat(14),
    cutOff: fc.record(
      { time: fc.constantFrom('00:01', '12:30', '23:59'), daysAfter: fc.nat(14) },
      { requiredKeys: [] },
    ),
    quarantineShare: share,
    historyDays: fc.integer({ min: 20, max: 366 }),
    unusual: fc.record(
      {
        alpha: fc.double({ min: 0.0001, max: 0.5, noNaN: true }),
        minSigma,
        falseDiscoveryRate: fc.double({ min: 0.001, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
    centres: fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9-]{0,6}$/), ofCentre, { maxKeys: 3 }),
  },
  { requiredKeys: [] },
)

/** What an admin may write into a policy file. */
export const given = fc
  .tuple(ofDistrict, ofCentre)
  .map(([district, centre]) => throughJson({ ...centre, ...district }) as Record<string, unknown>)
