import { addDays } from '../domain/calendar.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { readDate } from './dates.ts'
import { type DateSystem, dateOfSerial, momentOfSerial, timeOfSerial } from './serials.ts'
import { type Clock, readDateTime, readInstant, readTimeOfDay } from './times.ts'

/** Dates and times as text, or as the numbers that a workbook keeps in their place. Null for all else. */
export interface TimeCell {
  /** Cleaned, with ASCII digits. */
  readonly text: string
  /** Where the cell is a number, what it is. */
  readonly number: number | null
  /** Null in CSV, where a number is no date: nothing says from which day it counts. */
  readonly system: DateSystem | null
}

const DAY = 86_400_000
/** A day from 1927 to 2173, where somebody made the column text. */
const SERIAL = /^\d{5}$/
// What an exported day carries behind it, and days in the ISO form of some workbooks.
const MIDNIGHT = /[T ]00:00(?::00(?:\.0+)?)?Z?$/

/** A calendar day. With `orDateTime` a moment is taken too, and is the district's day on which it fell. */
export function readDateCell(cell: TimeCell, clock: Clock, orDateTime: boolean): IsoDate | null {
  const { text, system } = cell
  const serial = serialOf(cell)
  if (serial !== null && system) return likely(dateOfSerial(serial, system))
  const date = readDate(text) ?? (orDateTime ? (readDateTime(text, clock)?.date ?? null) : null)
  return date ?? readDate(text.replace(MIDNIGHT, ''))
}

/** Whether it is a time that needs a date from elsewhere. */
export function isBareTime({ text, number }: TimeCell): boolean {
  return number === null ? readTimeOfDay(text) !== null : number < 1
}

/** A bare time is of `date`; one with its own date is on the district's clocks, unless it has an offset. */
export function readInstantCell(
  { text, number, system }: TimeCell,
  date: IsoDate,
  clock: Clock,
): Instant | null {
  if (number === null || !system) return readInstant(text, date, clock)
  if (number >= 1) return serialInstant(number, system, clock)
  const ofDay = timeOfSerial(number)
  if (ofDay === null) return null
  return ofDay < DAY ? clock.instant(date, ofDay) : clock.instant(addDays(date, 1), 0)
}

/** A moment with its own date, or the beginning of a day. */
export function readMomentCell(cell: TimeCell, clock: Clock): Instant | null {
  const { text, system } = cell
  const serial = serialOf(cell)
  if (serial !== null && system) return serialInstant(serial, system, clock)
  const date = readDate(text)
  return date ? clock.instant(date, 0) : (readDateTime(text, clock)?.instant ?? null)
}

/** Minutes after midnight. */
export function readMinuteCell({ text, number }: TimeCell): number | null {
  const ofDay = number === null ? readTimeOfDay(text) : timeOfSerial(number)
  return ofDay === null ? null : Math.floor((ofDay % DAY) / 60_000)
}

function serialOf({ text, number, system }: TimeCell): number | null {
  return number ?? (system && SERIAL.test(text) ? Number(text) : null)
}

function serialInstant(serial: number, system: DateSystem, clock: Clock): Instant | null {
  const moment = momentOfSerial(serial, system)
  return moment && likely(moment.date) !== null ? clock.instant(moment.date, moment.ofDay) : null
}

/** A number that is a day of another century was none: `10.30` is a time with a dot, 2021 a year, 28.8 a day. */
function likely(date: IsoDate | null): IsoDate | null {
  return date?.startsWith('20') ? date : null
}
