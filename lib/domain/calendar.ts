import type { Policy } from './policy.ts'
import type { Instant, IsoDate } from './rows.ts'

/** Calendar days of a district and the instants they stand for. */

const DAY = 86_400_000

/** `addDays('2021-08-31', 1)` is `'2021-09-01'`. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** Every calendar day from `from` to `to`, both included. */
export function datesBetween(from: IsoDate, to: IsoDate): IsoDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, day) => addDays(from, day))
}

/** The instant at which the clocks of `timeZone` show `HH:MM` on that day. */
export function instantAt(date: IsoDate, time: string, timeZone: string): Instant {
  const wall = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  const guess = wall - offsetAt(wall, timeZone)
  return wall - offsetAt(guess, timeZone)
}

/** The calendar day on which an instant falls. */
export function dateOf(instant: Instant, timeZone: string): IsoDate {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10)
}

/** What the clocks of `timeZone` show, as milliseconds since they showed 1970-01-01 00:00. */
export function clockOf(instant: Instant, timeZone: string): number {
  return instant + offsetAt(instant, timeZone)
}

/** `2021-08-28T12:04:00+05:30`: the district's own clock, to the second. */
export function formatInstant(instant: Instant, timeZone: string): string {
  const offset = offsetAt(instant, timeZone)
  const minutes = Math.abs(offset) / 60_000
  const two = (n: number): string => String(Math.trunc(n)).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  return `${new Date(instant + offset).toISOString().slice(0, 19)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`
}

/** The moment at which a centre-day of that date stops waiting for late rows. */
export function cutOffOf(date: IsoDate, policy: Policy): Instant {
  return instantAt(addDays(date, policy.cutOff.daysAfter), policy.cutOff.time, policy.timeZone)
}

const QUARTER = 900_000
const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/** Milliseconds by which the clocks of `timeZone` are ahead of UTC; clocks change on quarters of an hour. */
function offsetAt(instant: Instant, timeZone: string): number {
  const known = offsets.get(timeZone) ?? new Map<number, number>()
  offsets.set(timeZone, known)
  const quarter = Math.floor(instant / QUARTER)
  const offset = known.get(quarter) ?? readOffset(quarter * QUARTER, timeZone)
  if (known.size > 10_000) known.clear()
  known.set(quarter, offset)
  return offset
}

function readOffset(instant: Instant, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    formats.set(timeZone, format)
  }
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
