import type { Instant, IsoDate } from '../../domain/rows.ts'
import { type Clock, readDateTime, readInstant } from '../times.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 1440 * MINUTE

/** Marks a base that is not known. */
export const NO_BASE = Number.NaN

/**
 * The instant to which a time of that day is added, for bare times. `NO_BASE` on a day that the clocks are changed,
 * when times are not midnight plus so much.
 */
export function midnightOf(date: IsoDate, clock: Clock): Instant {
  return linear(readInstant('00:00:00', date, clock), readInstant('23:59:59', date, clock), DAY - SECOND)
}

/**
 * Likewise for times with a date of their own: `before` is what stands before the time (`2021-08-28T`), `behind` what
 * stands behind it (`+05:30`, `Z`, nothing).
 */
export function baseOf(before: string, behind: string, hasSeconds: boolean, clock: Clock): Instant {
  const at = (time: string): Instant | null =>
    readDateTime(`${before}${hasSeconds ? `${time}:00` : time}${behind}`, clock)?.instant ?? null
  return linear(at('00:00'), at('23:59'), DAY - MINUTE)
}

function linear(first: Instant | null, last: Instant | null, between: number): Instant {
  return first !== null && last === first + between ? first : NO_BASE
}
