import type { Policy } from '../../../lib/domain/policy.ts'
import type { Context, Ears } from '../../../lib/domain/report.ts'
import type { CentreDay } from './centre-day.ts'
import { spreadOf } from './drift.ts'
import type { Told } from './history.ts'
import { areaBelow, quantile } from './normal.ts'

/** The context of docs/rules.md: EARS C1 to C3, and what stands out among all centres of a date. */

type Unusual = Policy['unusual']

/** One method's figures before they are rounded. */
interface Measured {
  readonly statistic: number
  readonly upperBound: number
}

export interface Measures {
  readonly number: number
  readonly c1: Measured
  readonly c2: Measured | null
  readonly c3: Measured | null
}

/** Null for an unfinished day, one that no feed holds, and one with fewer than seven session days before it. */
export function measuresOf(day: CentreDay, history: readonly Told[], today: Told): Measures | null {
  const number = today.certificates
  if (!day.cutOffPassed || number === null) return null
  const sessions = history.map((told) => told.certificates).filter((count) => count !== null)
  const numbers = [...sessions, number]
  const { unusual } = day.policy
  const c1 = against(numbers, 0, [-7, -1], unusual)
  if (c1 === null) return null
  return { number, c1, c2: against(numbers, 0, [-9, -3], unusual), c3: third(numbers, unusual) }
}

/** The day so many session days back beside the session days `from` to `to` before it, or null without them. */
function against(
  numbers: readonly number[],
  back: number,
  [from, to]: readonly [number, number],
  { alpha, minSigma }: Unusual,
): Measured | null {
  const day = numbers.length - 1 - back
  if (day + from < 0) return null
  const { mean, deviation } = spreadOf(numbers.slice(day + from, day + to + 1))
  const s = Math.max(deviation, minSigma)
  return { statistic: (numbers[day]! - mean) / s, upperBound: mean + quantile(1 - alpha) * s }
}

/**
 * "The C2 statistic of the day plus max(0, C2 of -1, minus 1) plus max(0, C2 of -2, minus 1). upperBound =
 * max(0, mean + s (q - those two)), by the mean and s of C2." The C2 bound is mean + q s.
 */
function third(numbers: readonly number[], unusual: Unusual): Measured | null {
  const [today, before, twoBefore] = [0, 1, 2].map((back) => against(numbers, back, [-9, -3], unusual))
  if (!today || !before || !twoBefore) return null
  const two = Math.max(0, before.statistic - 1) + Math.max(0, twoBefore.statistic - 1)
  const s = Math.max(spreadOf(numbers.slice(-10, -3)).deviation, unusual.minSigma)
  return { statistic: today.statistic + two, upperBound: Math.max(0, today.upperBound - s * two) }
}

/** What is reported of a day whose measures are among those of all centre-days of its date. */
export function contextOf(own: Measures, ofDate: readonly Measures[], policy: Policy): Context {
  const rounded = (measured: Measured): Ears => ({
    statistic: toSixDecimals(measured.statistic),
    upperBound: toSixDecimals(measured.upperBound),
    exceeds: own.number > measured.upperBound,
  })
  return {
    c1: rounded(own.c1),
    c2: own.c2 && rounded(own.c2),
    c3: own.c3 && rounded(own.c3),
    unusual: standsOut(own, ofDate, policy.unusual.falseDiscoveryRate),
  }
}

/**
 * Benjamini and Hochberg: of m chances in order, the last that is at most its place's share of the rate, k/m
 * times it, and all before that one.
 */
function standsOut(own: Measures, ofDate: readonly Measures[], rate: number): boolean {
  const chances = ofDate.map(chanceOf).sort((a, b) => a - b)
  const last = chances.findLast((chance, place) => chance <= ((place + 1) / chances.length) * rate)
  return last !== undefined && chanceOf(own) <= last
}

const chanceOf = ({ c1 }: Measures): number => 1 - areaBelow(c1.statistic)

/** Without a negative nought. */
const toSixDecimals = (figure: number): number => Math.round(figure * 1e6) / 1e6 + 0
