import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cusum } from '../../lib/domain/statistics/cusum.ts'

const LIMITS = { k: 0.5, h: 2, minDays: 2, minSigma: 1 }

describe('CUSUM', () => {
  // 2 after 0, 0 is 2 above their mean, s no less than 1: z = 2, S = 1.5.
  // 2 after 0, 0, 2 is 4/3 above 2/3, s = sqrt(4/3): z = 1.154701, S = 2.154701.
  it('adds up what is above the mean of all days before, in standard deviations', () => {
    expect(cusum([0, 0, 2], LIMITS)).toEqual({ passed: false, days: 1, excess: 2 })
    const second = cusum([0, 0, 2, 2], LIMITS)
    expect(second).toMatchObject({ passed: true, days: 2 })
    expect(second.excess).toBeCloseTo(10 / 3, 12)
    expect(cusum([0, 0, 2, 2], { ...LIMITS, h: 2.1547 }).passed).toBe(true)
    expect(cusum([0, 0, 2, 2], { ...LIMITS, h: 2.1548 }).passed).toBe(false)
  })

  it('is not passed by standing at its limit', () => {
    expect(cusum([0, 0, 2], { ...LIMITS, h: 1.5 }).passed).toBe(false)
    expect(cusum([0, 0, 2], { ...LIMITS, h: 1.4999 }).passed).toBe(true)
  })

  it('begins anew the day after it was passed', () => {
    // 2 after 0, 0, 2, 2 is 1 above 1, s = sqrt(4/3): S = 0.366 from 0, and would be 2.52 from where it stood.
    expect(cusum([0, 0, 2, 2, 2], LIMITS)).toEqual({ passed: false, days: 1, excess: 1 })
  })

  it('forgets what was above once it is back at 0', () => {
    expect(cusum([0, 0, 2, -9], LIMITS)).toEqual({ passed: false, days: 0, excess: 0 })
    // After 0, 0, 2, -9 the mean is -7/4.
    expect(cusum([0, 0, 2, -9, 40], LIMITS)).toMatchObject({ passed: true, days: 1, excess: 41.75 })
  })

  it('says nothing of days that have too few before them', () => {
    expect(cusum([0, 90], LIMITS)).toEqual({ passed: false, days: 0, excess: 0 })
    expect(cusum([0, 0, 0, 90], { ...LIMITS, minDays: 4 })).toMatchObject({ passed: false, days: 0 })
    expect(cusum([0, 0, 0, 90], { ...LIMITS, minDays: 3 })).toMatchObject({ passed: true, days: 1 })
    expect(cusum([], LIMITS)).toEqual({ passed: false, days: 0, excess: 0 })
  })

  it('looks at differences alone: days that are all higher by as much give the same', () => {
    const days = fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 42 })
    fc.assert(
      fc.property(days, fc.integer({ min: -500, max: 500 }), (numbers, by) => {
        const one = cusum(numbers, LIMITS)
        const other = cusum(
          numbers.map((number) => number + by),
          LIMITS,
        )
        expect([other.passed, other.days]).toEqual([one.passed, one.days])
        expect(other.excess).toBeCloseTo(one.excess, 6)
      }),
    )
  })
})
