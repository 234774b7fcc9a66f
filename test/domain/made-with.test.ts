import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { madeUnder, madeWith, policyFingerprint, policyOfMade } from '../../lib/domain/made-with.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { RULES } from '../../lib/domain/report.ts'
import { RULE_VERSIONS } from '../../lib/domain/rules/all.ts'
import { at, centre, district, policy, SATURDAY } from '../support/district.ts'

describe('what a report was made with', () => {
  it('is the policy by name and fingerprint, and a version of every rule', () => {
    const named = policy({ version: 'September 2021' })
    const made = madeWith(named, at('13:00'))
    expect(made.policy).toEqual({ version: 'September 2021', sha256: policyFingerprint(named) })
    expect(made).toMatchObject({ asOf: '2021-08-28T13:00:00+05:30', engine: 1 })
    expect(Object.keys(made.rules).sort()).toEqual([...RULES].sort())
    expect(Object.values(made.rules).every((version) => Number.isInteger(version) && version > 0)).toBe(true)
  })

  it('stands in the report', () => {
    const report = reconcile(district(), { from: SATURDAY, to: SATURDAY, asOf: null }, policy())
    expect(report.madeWith).toEqual(madeWith(policy(), null))
  })
})

describe('the fingerprint of a policy', () => {
  it('is the SHA-256 of its JSON with sorted keys, which anybody can make', () => {
    const centres = { N8: { walkIns: false } }
    const sorted = JSON.stringify({ ...policy({ centres }) }, (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    )
    expect(policyFingerprint(policy({ centres }))).toBe(createHash('sha256').update(sorted).digest('hex'))
  })

  it('does not care in what order the settings were written', () => {
    const backwards = Object.fromEntries(Object.entries(DEFAULT_POLICY).reverse())
    expect(policyFingerprint(backwards as unknown as typeof DEFAULT_POLICY)).toBe(
      policyFingerprint(DEFAULT_POLICY),
    )
  })

  it('differs where anything does, the name and single centres included', () => {
    const prints = [
      policy(),
      policy({ version: '2' }),
      policy({ overfill: 2 }),
      policy({ drift: { ...DEFAULT_POLICY.drift, h: 4 } }),
      policy({ centres: { N8: { walkIns: false } } }),
      policy({ centres: { N9: { walkIns: false } } }),
    ].map(policyFingerprint)
    expect(new Set(prints).size).toBe(prints.length)
  })
})

describe('under what a result of a centre-day was made', () => {
  const sha256 = policyFingerprint(policy())
  const known = { ...centre(), opens: 540, closes: 1020 }

  it('has the SHA-256 of the policy as it is', () => {
    expect(policyOfMade(madeUnder(sha256, known))).toBe(sha256)
    expect(policyOfMade(sha256)).toBe(sha256)
  })

  it('is another where the policy, a rule or what rules ask of the register is, and not for a name', () => {
    const usual = madeUnder(sha256, known)
    const others = [
      madeUnder(policyFingerprint(policy({ overfill: 2 })), known),
      madeUnder(sha256, known, { ...RULE_VERSIONS, drift: RULE_VERSIONS.drift + 1 }),
      madeUnder(sha256, null),
      madeUnder(sha256, { ...known, opens: 600 }),
      madeUnder(sha256, { ...known, closes: null }),
      madeUnder(sha256, { ...known, suspensions: [{ from: 7, until: null }] }),
    ]
    expect(new Set([usual, ...others]).size).toBe(others.length + 1)
    expect(madeUnder(sha256, { ...known, name: 'Another', block: 'Another' })).toBe(usual)
  })
})
