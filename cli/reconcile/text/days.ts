import { longDay, shortDay } from '../../../lib/domain/messages/place-and-day.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'

/** `28 August 2021`, `27 to 28 August 2021`: a range of days, as the report lists them. */
export function daysOf(dates: readonly IsoDate[]): string {
  const [first, last] = [dates[0]!, dates.at(-1)!]
  if (first === last) return longDay(first)
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))} to ${longDay(last)}`
  return `${first.slice(0, 4) === last.slice(0, 4) ? shortDay(first) : longDay(first)} to ${longDay(last)}`
}
