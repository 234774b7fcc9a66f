import { addDays, dateOf, instantAt } from '../domain/calendar.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { readDate } from './dates.ts'
import { remembered } from './remembered.ts'

/** Times as sheets write them. Text comes in cleaned and with ASCII digits. */

const DAY = 86_400_000
const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\.?)?$/i
const OFFSET = /\s*(?:z|([+-])(\d{2}):?(\d{2})?)$/i

/** The clocks of one time zone. */
export interface Clock {
  /** `ofDay` in milliseconds since those clocks showed midnight. */
  instant(date: IsoDate, ofDay: number): Instant
  date(instant: Instant): IsoDate
}

/** Remembers each day's midnight: looking a zone up for every one of a million rows takes most of the time. */
export function createClock(timeZone: string): Clock {
  const midnights = new Map<IsoDate, Instant | null>()
  const dates = new Map<number, IsoDate>()
  return {
    instant(date, ofDay) {
      const midnight = remembered(midnights, date, () => plainMidnight(date, timeZone))
      if (midnight !== null) return midnight + ofDay
      return instantAt(date, wallTime(ofDay), timeZone) + (ofDay % 1000)
    },
    // No zone's midnight lies within a quarter of an hour of UTC.
    date(instant) {
      return remembered(dates, Math.floor(instant / QUARTER), (quarter) =>
        dateOf(quarter * QUARTER, timeZone),
      )
    },
  }
}

/** `HH:MM`, `HH:MM:SS` or `hh:mm AM/PM`, as milliseconds after midnight; null for all else. */
export function readTimeOfDay(text: string): number | null {
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = TIME.exec(text) ?? []
  const hour = half ? halfDayHour(Number(hours), half) : Number(hours)
  if (hours === '' || hour === null || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + milliseconds(fraction)
}

/** A bare time belongs to `date`; a date with a time to itself, on the district's clocks unless it has an offset. */
export function readInstant(text: string, date: IsoDate, clock: Clock): Instant | null {
  const ofDay = readTimeOfDay(text)
  if (ofDay !== null) return clock.instant(date, ofDay)
  return readDateTime(text, clock)?.instant ?? null
}

/** ISO 8601, or a date of the day-first forms before the time; null for all else. */
export function readDateTime(text: string, clock: Clock): { instant: Instant; date: IsoDate } | null {
  const date = readDate(text.slice(0, 10))
  const between = text[10]
  if (date === null || (between !== 'T' && between !== 't' && between !== ' ')) return null
  const time = text.slice(11).trim()
  const offset = OFFSET.exec(time)
  const ofDay = readTimeOfDay(offset ? time.slice(0, offset.index) : time)
  if (ofDay === null) return null
  if (!offset) return { instant: clock.instant(date, ofDay), date }
  const ahead = offsetMinutes(offset)
  if (ahead === null) return null
  const instant = Date.parse(date) + ofDay - ahead * MINUTE
  return { instant, date: clock.date(instant) }
}

function offsetMinutes([, sign, hours, minutes = '0']: RegExpExecArray): number | null {
  if (!sign) return 0
  if (Number(hours) > 14 || Number(minutes) > 59) return null
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function halfDayHour(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'p' || half === 'P' ? 12 : 0)
}

function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** Null on a day that the clocks are changed, when times are not midnight plus so much. */
function plainMidnight(date: IsoDate, timeZone: string): Instant | null {
  const midnight = instantAt(date, '00:00', timeZone)
  return instantAt(addDays(date, 1), '00:00', timeZone) - midnight === DAY ? midnight : null
}

function wallTime(ofDay: number): string {
  return new Date(ofDay).toISOString().slice(11, 19)
}
