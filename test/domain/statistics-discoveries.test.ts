import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discoveries } from '../../lib/domain/statistics/benjamini-hochberg.ts'

const chance = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 0.05, noNaN: true }),
  fc.constantFrom(0, 0.01, 0.025, 0.05, 1),
)
const tests = fc.array(chance, { maxLength: 30 })

/** The definition, word for word: the largest k of which p(k) <= k rate / m; the k smallest are discoveries. */
function byDefinition(ps: readonly number[], rate: number): boolean[] {
  const ordered = [...ps].sort((a, b) => a - b)
  let most = 0
  for (let k = 1; k <= ps.length; k++) if (ordered[k - 1]! <= (k * rate) / ps.length) most = k
  return ps.map((p) => ordered.filter((other) => other < p).length < most)
}

describe('Benjamini and Hochberg', () => {
  it('call the four of their own example at 0.05', () => {
    // Benjamini and Hochberg 1995, section 4: the 15 ordered p of the thrombolysis trial.
    const ps = [
      ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344],
      ...[0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1],
    ]
    expect(discoveries(ps, 0.05)).toEqual(ps.map((p) => p <= 0.0095))
  })

  it('call one that alone would not pass when a larger one does', () => {
    expect(discoveries([0.04, 0.045], 0.05)).toEqual([true, true])
    expect(discoveries([0.04, 0.055], 0.05)).toEqual([false, false])
  })

  it('call a p that is just at its limit, and none where there is no test', () => {
    expect(discoveries([0.1], 0.1)).toEqual([true])
    expect(discoveries([], 0.1)).toEqual([])
  })

  it('agree with the definition', () => {
    fc.assert(
      fc.property(tests, chance, (ps, rate) => {
        expect(discoveries(ps, rate)).toEqual(byDefinition(ps, rate))
      }),
      { numRuns: 500 },
    )
  })

  it('call more at a higher rate, and never a larger p without the smaller one', () => {
    fc.assert(
      fc.property(tests, chance, chance, (ps, one, other) => {
        const few = discoveries(ps, Math.min(one, other))
        const many = discoveries(ps, Math.max(one, other))
        expect(few.every((called, at) => !called || many[at])).toBe(true)
        const largest = Math.max(...ps.filter((_, at) => few[at]), -1)
        expect(ps.every((p, at) => few[at] === p <= largest)).toBe(true)
      }),
    )
  })

  it('do not care for the order', () => {
    fc.assert(
      fc.property(tests, chance, fc.nat(30), (ps, rate, by) => {
        const turned = [...ps.slice(by), ...ps.slice(0, by)]
        const called = discoveries(ps, rate)
        expect(discoveries(turned, rate)).toEqual([...called.slice(by), ...called.slice(0, by)])
      }),
    )
  })
})
