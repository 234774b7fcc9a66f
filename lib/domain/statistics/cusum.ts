import { deviationOf, meanOf, plus, sumsOf } from './spread.ts'

/** `k` and `h` in standard deviations, `minSigma` in the unit of the numbers; `minDays` is at least 2. */
export interface CusumLimits {
  readonly k: number
  readonly h: number
  readonly minDays: number
  readonly minSigma: number
}

/** How the sum S stands on the last day. */
export interface Cusum {
  /** S is above `h` on that day itself. */
  readonly passed: boolean
  /** Days since S last stood at 0, the last one included; 0 where it stands there now. */
  readonly days: number
  /** By how much the numbers of those days are above their means, in all. */
  readonly excess: number
}

/**
 * One-sided upper CUSUM (Page 1954) of whole numbers, one a day, the oldest first. Each that has `minDays` before it
 * is standardised by all before it; S = max(0, S + z - k), and after it has passed `h` S begins at 0 again.
 */
export function cusum(numbers: readonly number[], { k, h, minDays, minSigma }: CusumLimits): Cusum {
  let before = sumsOf(numbers.slice(0, minDays))
  let [s, days, excess] = [0, 0, 0]
  for (const number of numbers.slice(minDays)) {
    if (s > h) [s, days, excess] = [0, 0, 0]
    const above = number - meanOf(before)
    s = Math.max(0, s + above / deviationOf(before, minSigma) - k)
    if (s === 0) [days, excess] = [0, 0]
    else [days, excess] = [days + 1, excess + above]
    before = plus(before, number)
  }
  return { passed: s > h, days, excess }
}
