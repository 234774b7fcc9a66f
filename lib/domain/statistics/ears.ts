import type { Ears } from '../report.ts'
import { deviationOf, meanOf, sumsOf } from './spread.ts'

/** Days of a baseline, and by how many C2 keeps away from the day itself: a slow rise shall not hide in them. */
const BASELINE = 7
const LAG = 2
/** Days that any of the three looks at: the day itself, two before it, and the baseline of the earliest. */
export const REACH = 1 + LAG + LAG + BASELINE

export interface EarsLimits {
  /** The normal quantile that an upper bound stands at. */
  readonly quantile: number
  /** Least standard deviation, in the unit of the counts. */
  readonly minSigma: number
}

/** Null where the days before are too few. */
export interface EarsFigures {
  readonly c1: Ears
  readonly c2: Ears | null
  readonly c3: Ears | null
}

/**
 * C1, C2 and C3 of the last of these counts, one a day, the oldest first; null without a C1. Bounds as documented by
 * the R package surveillance (`earsC`), whose code takes C3's from the count itself instead of the mean.
 */
export function ears(counts: readonly number[], limits: EarsLimits): EarsFigures | null {
  const today = counts.length - 1
  const c1 = above(counts, today, 0, 0, limits)
  if (!c1) return null
  const c2 = above(counts, today, LAG, 0, limits)
  const before = [1, 2].map((days) => above(counts, today - days, LAG, 0, limits))
  const carried = before.reduce((sum, day) => sum + Math.max(0, (day?.statistic ?? 0) - 1), 0)
  return { c1, c2, c3: before.includes(null) ? null : above(counts, today, LAG, carried, limits) }
}

/** How far a day is above the `BASELINE` days that end `lag` days before it, with what is carried over to it. */
function above(
  counts: readonly number[],
  day: number,
  lag: number,
  carried: number,
  { quantile, minSigma }: EarsLimits,
): Ears | null {
  const end = day - lag
  if (end < BASELINE) return null
  const baseline = sumsOf(counts.slice(end - BASELINE, end))
  const mean = meanOf(baseline)
  const sigma = deviationOf(baseline, minSigma)
  const upperBound = Math.max(0, mean + sigma * (quantile - carried))
  const count = counts[day]!
  return { statistic: (count - mean) / sigma + carried, upperBound, exceeds: count > upperBound }
}
