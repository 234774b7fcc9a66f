import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ears } from '../../lib/domain/statistics/ears.ts'
import { quantile } from '../../lib/domain/statistics/normal.ts'

interface Published {
  readonly source: string
  readonly alpha: number
  readonly cases: readonly { readonly baseline: readonly number[]; readonly upperbound: number }[]
}

const published: Published = JSON.parse(readFileSync(new URL('ears-c1.json', import.meta.url), 'utf8'))
const LIMITS = { quantile: quantile(0.95), minSigma: 1 }
const steady = (days: number): number[] => Array.from({ length: days }, () => 10)

describe('EARS', () => {
  it.each(published.cases)('C1 stands at $upperbound after $baseline', ({ baseline, upperbound }) => {
    const limits = { quantile: quantile(1 - published.alpha), minSigma: 0 }
    const bound = ears([...baseline, 4], limits)!.c1.upperBound
    expect(Math.abs(bound - upperbound)).toBeLessThan(1e-6)
  })

  it('takes no standard deviation below the least', () => {
    const { c1 } = ears([...steady(7), 12], LIMITS)!
    expect(c1.statistic).toBe(2)
    expect(c1.upperBound).toBeCloseTo(11.644854, 6)
    expect(ears([...steady(7), 12], { ...LIMITS, minSigma: 0.5 })!.c1.statistic).toBe(4)
  })

  it('exceeds above the bound, not at it', () => {
    const limits = { quantile: 2, minSigma: 1 }
    expect(ears([...steady(7), 12], limits)!.c1).toMatchObject({ upperBound: 12, exceeds: false })
    expect(ears([...steady(7), 13], limits)!.c1).toMatchObject({ upperBound: 12, exceeds: true })
  })

  it('C2 leaves out the two days before', () => {
    expect(ears([...steady(7), 90, 90, 11], LIMITS)!.c2).toMatchObject({ statistic: 1, exceeds: false })
    expect(ears([...steady(7), 90, 90, 11], LIMITS)!.c2!.upperBound).toBeCloseTo(11.644854, 6)
  })

  it('C3 carries over what was more than one standard deviation above on the two days before', () => {
    // C2 of the days before: 2 and 0, of which 1 and 0 are carried; C2 of the day itself: 1.
    const { c2, c3 } = ears([...steady(9), 12, 10, 11], LIMITS)!
    expect(c2).toMatchObject({ statistic: 1, exceeds: false })
    expect(c3).toMatchObject({ statistic: 2, exceeds: true })
    expect(c3!.upperBound).toBeCloseTo(10.644854, 6)
    // 3 and 4: 2 and 3 are carried.
    expect(ears([...steady(9), 13, 14, 10], LIMITS)!.c3!.statistic).toBe(5)
  })

  it('C3 has no bound below 0: none is never too many', () => {
    expect(ears([...steady(9), 90, 90, 0], LIMITS)!.c3).toMatchObject({ upperBound: 0, exceeds: false })
    expect(ears([...steady(9), 90, 90, 1], LIMITS)!.c3).toMatchObject({ upperBound: 0, exceeds: true })
  })

  it('needs 7 days before for C1, 9 for C2 and 11 for C3', () => {
    const known = (days: number) => {
      const figures = ears([...steady(days), 10], LIMITS)
      return figures && [figures.c1, figures.c2, figures.c3].map((one) => one !== null)
    }
    expect(known(6)).toBeNull()
    expect(known(7)).toEqual([true, false, false])
    expect(known(8)).toEqual([true, false, false])
    expect(known(9)).toEqual([true, true, false])
    expect(known(10)).toEqual([true, true, false])
    expect(known(11)).toEqual([true, true, true])
  })

  it('agrees with the formulas as they are printed', () => {
    const counts = fc.array(fc.nat(200), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(counts, (days) => {
        const { c1, c2, c3 } = ears(days, { quantile: 1.5, minSigma: 0.5 })!
        const [of1, of2, of3] = [standard(days, 11, 1), standard(days, 11, 3), asPrinted(days)]
        expect(c1.statistic).toBeCloseTo((days[11]! - of1.mean) / of1.s, 8)
        expect(c1.upperBound).toBeCloseTo(of1.mean + 1.5 * of1.s, 8)
        expect(c2!.statistic).toBeCloseTo((days[11]! - of2.mean) / of2.s, 8)
        expect(c2!.upperBound).toBeCloseTo(of2.mean + 1.5 * of2.s, 8)
        expect(c3!.statistic).toBeCloseTo(of3.statistic, 8)
        expect(c3!.upperBound).toBeCloseTo(of3.upperBound, 8)
      }),
    )
  })
})

/** Mean and deviation of the seven days of which the last is `lag` before day `t`. */
function standard(days: readonly number[], t: number, lag: number): { mean: number; s: number } {
  const baseline = days.slice(t - lag - 6, t - lag + 1)
  const mean = baseline.reduce((sum, day) => sum + day, 0) / 7
  const variance = baseline.reduce((sum, day) => sum + (day - mean) ** 2, 0) / 6
  return { mean, s: Math.max(0.5, Math.sqrt(variance)) }
}

function asPrinted(days: readonly number[]): { statistic: number; upperBound: number } {
  const c2 = (t: number): number => (days[t]! - standard(days, t, 3).mean) / standard(days, t, 3).s
  const carried = Math.max(0, c2(10) - 1) + Math.max(0, c2(9) - 1)
  const { mean, s } = standard(days, 11, 3)
  return { statistic: c2(11) + carried, upperBound: Math.max(0, mean + s * (1.5 - carried)) }
}
