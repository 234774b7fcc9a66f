import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile, upperTail } from '../../lib/domain/statistics/normal.ts'

const within = (figure: number, expected: number, relative: number): void =>
  expect(Math.abs(figure / expected - 1)).toBeLessThan(relative)

describe('the upper tail of the normal distribution', () => {
  it.each([
    [0.5, 0.308537538725987],
    [1, 0.158655253931457],
    [1.96, 0.0249978951482204],
    [3, 0.00134989803163009],
    [4, 3.16712418331199e-5],
    [6, 9.86587645037698e-10],
    [10, 7.61985302416053e-24],
    [37, 5.72557122252458e-300],
  ])('beyond %f is as tables have it', (z, expected) => {
    within(upperTail(z), expected, 1e-12)
  })

  it('is a half at the middle, 0 past all that is known, and 1 before it', () => {
    expect(upperTail(0)).toBe(0.5)
    expect(upperTail(1000)).toBe(0)
    expect(upperTail(-1000)).toBe(1)
  })

  it('falls, and both tails are 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 30, noNaN: true }), (z) => {
        expect(upperTail(z + 0.001)).toBeLessThan(upperTail(z))
        expect(upperTail(z) + upperTail(-z)).toBeCloseTo(1, 14)
      }),
    )
  })
})

describe('the normal quantile', () => {
  // The first three are those by which Wichura lets implementations of AS 241 be checked.
  it.each([
    [0.25, -0.674489750196082],
    [0.001, -3.09023230616781],
    [1e-20, -9.2623400897984],
    [0.95, 1.64485362695147],
    [0.975, 1.95996398454005],
    [0.999, 3.09023230616781],
  ])('of %f is as published', (p, expected) => {
    within(quantile(p), expected, 1e-13)
  })

  it('is 0 in the middle, and is exceeded as often as it says', () => {
    expect(quantile(0.5)).toBe(0)
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.999999, noNaN: true }), (p) => {
        within(1 - upperTail(quantile(p)), p, 1e-3)
        within(upperTail(quantile(p)), 1 - p, 1e-9)
      }),
    )
  })
})
