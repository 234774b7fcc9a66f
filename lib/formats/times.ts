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

/** What a `Z` behind a time means: the truth, or that it is the local time, mislabelled. */
export type ZMeans = 'utc' | 'local'

/** The clocks of one time zone. */
export interface Clock {
  readonly zMeans: ZMeans
  /** `ofDay` in milliseconds since those clocks showed midnight. */
  instant(date: IsoDate, ofDay: number): Instant
  date(instant: Instant): IsoDate
  /** Midnight of Greenwich. */
  utcMidnight(date: IsoDate): Instant
}

/** Remembers each day's midnight: looking a zone up for every one of a million rows takes most of the time. */
export function createClock(timeZone: string, zMeans: ZMeans = 'utc'): Clock {
  const midnights = new Map<IsoDate, Instant | null>()
  const dates = new Map<number, IsoDate>()
  const utcMidnights = new Map<IsoDate, Instant>()
  return {
    zMeans,
    instant(date, ofDay) {
      const midnight = remembered(midnights, date, () => plainMidnight(date, timeZone))
      if (midnight !== null) return midnight + ofDay
      return instantAt(date, wallTime(ofDay), timeZone) + (ofDay % 1000)
    },
    utcMidnight: (date) => remembered(utcMidnights, date, Date.parse),
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
  const plain = plainTimeOfDay(text)
  if (plain !== undefined) return plain
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = TIME.exec(text) ?? []
  const hour = half ? halfDayHour(Number(hours), half) : Number(hours)
  if (hours === '' || hour === null || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + milliseconds(fraction)
}

const COLON = 58
const PLUS = 43
const MINUS = 45

/** Of `HH:MM` and `HH:MM:SS`, which nearly all are; null for what can be no time, undefined where a closer look is due. */
function plainTimeOfDay(text: string): number | null | undefined {
  if (text.charCodeAt(2) !== COLON) return text.charCodeAt(1) === COLON ? undefined : null
  const hasSeconds = text.length === 8 && text.charCodeAt(5) === COLON
  if (text.length !== 5 && !hasSeconds) return undefined
  const hour = twoDigits(text, 0)
  const minute = twoDigits(text, 3)
  const second = hasSeconds ? twoDigits(text, 6) : 0
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined
  return ((hour * 60 + minute) * 60 + second) * 1000
}

/** -1 where one of the two is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -1
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
  const offset = offsetIn(time)
  const ofDay = readTimeOfDay(offset ? time.slice(0, offset.index) : time)
  if (ofDay === null) return null
  if (!offset || (offset.isZ && clock.zMeans === 'local')) {
    return { instant: clock.instant(date, ofDay), date }
  }
  if (offset.ahead === null) return null
  const instant = clock.utcMidnight(date) + ofDay - offset.ahead * MINUTE
  return { instant, date: clock.date(instant) }
}

interface Offset {
  readonly index: number
  readonly isZ: boolean
  /** Minutes; null where no clocks are so far ahead. */
  readonly ahead: number | null
}

function offsetIn(time: string): Offset | null {
  const plain = plainOffset(time)
  if (plain) return plain
  const offset = OFFSET.exec(time)
  return offset && { index: offset.index, isZ: offset[1] === undefined, ahead: offsetMinutes(offset) }
}

/** Of `10:05:00+05:30`, which nearly all are. */
function plainOffset(time: string): Offset | null {
  const index = time.length - 6
  const sign = time.charCodeAt(index)
  if (index !== 8 || time.charCodeAt(index + 3) !== COLON || (sign !== PLUS && sign !== MINUS)) return null
  const hours = twoDigits(time, index + 1)
  const minutes = twoDigits(time, index + 4)
  if (twoDigits(time, index - 2) < 0 || hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return null
  return { index, isZ: false, ahead: (sign === MINUS ? -1 : 1) * (hours * 60 + minutes) }
}

/** Of `Z` none. */
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
