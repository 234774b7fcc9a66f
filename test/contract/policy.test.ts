import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'
import aurangabad from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { parseDistrict } from '../../lib/contracts/district.ts'
import { parsePolicy } from '../../lib/contracts/policy.ts'
import { DEFAULT_POLICY, type Policy, policyAt } from '../../lib/domain/policy.ts'
import { given, throughJson } from '../support/arbitraries/given-policies.ts'

/** Where a policy is refused, and why: `path: sentence`, one for each fault. */
function faultsOf(input: unknown): string[] {
  try {
    parsePolicy(input)
  } catch (error) {
    if (error instanceof ZodError) {
      return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    }
    throw error
  }
  return []
}

describe('a policy', () => {
  it('is the default where nothing is given', () => {
    expect(parsePolicy({})).toEqual(DEFAULT_POLICY)
  })

  it('may be the default word for word', () => {
    expect(parsePolicy(throughJson(DEFAULT_POLICY))).toEqual(DEFAULT_POLICY)
  })

  it('has what is given and the default of all else, at any depth', () => {
    fc.assert(
      fc.property(given, ({ centres: _, ...input }) => {
        const parsed = parsePolicy(input) as unknown as Record<string, unknown>
        for (const [setting, otherwise] of Object.entries(DEFAULT_POLICY)) {
          const own = input[setting]
          const isNested = typeof otherwise === 'object' && !Array.isArray(otherwise)
          const expected = isNested ? { ...otherwise, ...(own ?? {}) } : own === undefined ? otherwise : own
          expect(parsed[setting]).toEqual(expected)
        }
      }),
    )
  })

  it('is the same when it is written down whole and read again', () => {
    fc.assert(
      fc.property(given, (input) => {
        const policy = parsePolicy(input)
        expect(parsePolicy(throughJson(policy))).toEqual(policy)
      }),
    )
  })

  it('never changes the default', () => {
    const before = structuredClone(DEFAULT_POLICY)
    fc.assert(fc.property(given, (input) => void parsePolicy(input)))
    expect(DEFAULT_POLICY).toEqual(before)
  })

  it('is refused with the path of every setting that is misspelt or out of bounds', () => {
    const input = {
      lookBackDays: -1,
      drift: { hh: 4 },
      centres: { DKMM: { walkins: true, suspension: { minShare: 2 } } },
    }
    expect(faultsOf(input)).toEqual([
      'lookBackDays: Too small: expected number to be >=0',
      'drift: Unrecognized key: "hh"',
      'centres.DKMM.suspension.minShare: Too big: expected number to be <=1',
      'centres.DKMM: Unrecognized key: "walkins"',
    ])
  })

  it.each([
    ['version', ''],
    ['version', 'x'.repeat(41)],
    ['version', 'two\nlines'],
    ['timeZone', 'Asia/Nowhere'],
    ['historyDays', 0],
    ['historyDays', 367],
    ['runningExcess', 0],
    ['offHoursToleranceMinutes', 1441],
    ['issueBurst', { minutes: 0 }],
    ['backdatedDays', 1.5],
    ['walkIns', 'no'],
    ['requiredLegs', ['token']],
    ['drift', { minDays: 1 }],
    ['drift', { minSigma: 0 }],
    ['unusual', { alpha: 0 }],
    ['unusual', { minSigma: 0 }],
    ['unusual', { falseDiscoveryRate: 1.1 }],
    ['unusual', { falseDiscoveryRate: 0 }],
    ['centres', { '': {} }],
    ['centres', { DKMM: { timeZone: 'UTC' } }],
  ])('is refused with %s: %j', (setting, value) => {
    const faults = faultsOf({ [setting]: value })
    expect(faults).not.toEqual([])
    expect(faults.filter((fault) => !fault.startsWith(setting))).toEqual([])
  })

  it('is refused where drift would wait for more days than are looked back on', () => {
    const waits = (days: number, reach: number): string =>
      `drift waits for ${days} days, and history reaches back ${reach}`
    expect(faultsOf({ historyDays: 19 })).toEqual([`historyDays: ${waits(20, 19)}`])
    expect(faultsOf({ drift: { minDays: 43 } })).toEqual([`drift.minDays: ${waits(43, 42)}`])
    expect(faultsOf({ centres: { N8: { drift: { minDays: 43 } } } })).toEqual([
      `centres.N8.drift.minDays: ${waits(43, 42)}`,
    ])
    expect(faultsOf({ historyDays: 20 })).toEqual([])
  })
})

describe('the cut-off of a policy', () => {
  it('is refused where the day is past it when it begins, and not a minute or a day later', () => {
    const sentence = 'cutOff: cut-off is when the day begins: name a later time, or a day after it'
    expect(faultsOf({ cutOff: { time: '00:00', daysAfter: 0 } })).toEqual([sentence])
    expect(faultsOf({ cutOff: { time: '00:01', daysAfter: 0 } })).toEqual([])
    expect(faultsOf({ cutOff: { time: '00:00' } })).toEqual([])
    expect(faultsOf({ cutOff: { daysAfter: 0 } })).toEqual([])
  })
})

describe('what differs at a centre', () => {
  it.each(['__proto__', '__pro\u200bto__', ' DKMM', 'DKMM ', 'DK  MM'])(
    'is not lost under a name that no record can hold, or no centre has: %j',
    (name) => {
      const input: unknown = JSON.parse(
        JSON.stringify({ centres: { name: { walkIns: false } } }).replace('name', name),
      )
      expect(faultsOf(input)).toEqual([`centres.${name}: is no id of a centre`])
    },
  )

  it('has the rest of a nested setting from the district, and leaves the others to it', () => {
    const policy = parsePolicy({
      runningExcess: 4,
      suspension: { minSurplus: 8 },
      centres: { DKMM: { suspension: { mode: 'never' }, drift: { h: 4 } }, N8: {} },
    })
    expect(policy.centres).toEqual({
      DKMM: {
        suspension: { mode: 'never', minSurplus: 8, minShare: 0.1, anyway: 50, minWithoutSheet: 1 },
        drift: { k: 0.5, h: 4, minDays: 20, minSigma: 1 },
      },
      N8: {},
    })
    expect(policyAt(policy, 'DKMM')).toMatchObject({ runningExcess: 4, suspension: { mode: 'never' } })
  })

  it('is whole wherever a setting is named: nothing of it is missing where rules look', () => {
    fc.assert(
      fc.property(given, (input) => {
        const policy = parsePolicy(input)
        for (const centreId of Object.keys(policy.centres)) {
          expect(missing(policyAt(policy, centreId))).toEqual([])
        }
      }),
    )
  })

  it('is known by the id as sheets have it', () => {
    expect(Object.keys(parsePolicy({ centres: { 'केंद्र १': {} } }).centres)).toEqual(['केंद्र 1'])
  })
})

describe('a district file', () => {
  it('has its policy completed, and refused by its path', () => {
    expect(parseDistrict(aurangabad).policy).toEqual(DEFAULT_POLICY)
    const deaf = { ...aurangabad, policy: { centres: { N8: { drift: { minDays: 90 } } } } }
    expect(() => parseDistrict(deaf)).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ path: ['policy', 'centres', 'N8', 'drift', 'minDays'] })],
      }),
    )
  })
})

/** Settings, nested ones too, that the default has and this one has not. */
function missing(policy: Policy): string[] {
  return Object.entries(DEFAULT_POLICY).flatMap(([setting, value]) => {
    const own = (policy as unknown as Record<string, unknown>)[setting]
    const isNested = typeof value === 'object' && !Array.isArray(value)
    const parts = isNested ? Object.keys(value).filter((part) => !Object.hasOwn(own as object, part)) : []
    return own === undefined ? [setting] : parts.map((part) => `${setting}.${part}`)
  })
}
