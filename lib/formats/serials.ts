import type { IsoDate } from '../domain/rows.ts'

/** Dates and times as spreadsheets keep them: days since an epoch, the time of day as their fraction. */

/** Which epoch a workbook counts from. */
export type DateSystem = '1900' | '1904'

/** Which cells of a workbook's row are numbers, whatever their text looks like. */
export interface NumberCells {
  readonly columns: ReadonlySet<number>
  readonly system: DateSystem
}

/** A day, and milliseconds after its midnight, rounded to the second. */
export interface SerialTime {
  readonly date: IsoDate
  readonly ofDay: number
}

const DAY = 86_400_000
const DAY_SECONDS = 86_400
const EPOCHS: Readonly<Record<DateSystem, number>> = {
  '1900': Date.UTC(1899, 11, 31),
  '1904': Date.UTC(1904, 0, 1),
}
// The 1900 system counts a 29 February 1900, which no calendar had.
const FALSE_LEAP_DAY = 60
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'
// More than any day of those centuries.
const MOST_DAYS = 200_000

/** The day of a serial, its fraction ignored; null outside of the years that a written date may have. */
export function dateOfSerial(serial: number, system: DateSystem): IsoDate | null {
  const day = Math.floor(serial)
  if (!(day >= 0 && day < MOST_DAYS) || (system === '1900' && day === FALSE_LEAP_DAY)) return null
  const real = system === '1900' && day > FALSE_LEAP_DAY ? day - 1 : day
  const date = new Date(EPOCHS[system] + real * DAY).toISOString().slice(0, 10)
  return date >= FIRST_DAY && date <= LAST_DAY ? date : null
}

/** The time of day of a serial, in milliseconds; null below zero. What rounds to midnight is 24 hours. */
export function timeOfSerial(serial: number): number | null {
  if (!(serial >= 0 && serial < MOST_DAYS)) return null
  return Math.round((serial % 1) * DAY_SECONDS) * 1000
}

/** Day and time of a serial from 1 on; null for those below, which have no day. */
export function momentOfSerial(serial: number, system: DateSystem): SerialTime | null {
  const ofDay = timeOfSerial(serial)
  if (serial < 1 || ofDay === null) return null
  const isNextDay = ofDay === DAY
  const date = dateOfSerial(isNextDay ? Math.floor(serial) + 1 : serial, system)
  return date === null ? null : { date, ofDay: isNextDay ? 0 : ofDay }
}

// A spreadsheet keeps 15 digits of a number, and has 16 of none.
const KEPT_DIGITS = 15
const ROUNDED_DIGITS = 6
const LONGEST_ID_DIGITS = 16

/**
 * Whether digits of an id are lost because it is a number: it has more than numbers keep, or it is
 * `4.13718E+13` that was made a number again. Ids of fewer digits than `from` are never shown so.
 */
export function hasLostDigits(digits: string, from: number): boolean {
  if (!/^\d+$/.test(digits)) return false
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '').length
  if (significant > KEPT_DIGITS || Number(digits) > Number.MAX_SAFE_INTEGER) return true
  return digits.length >= from && digits.length <= LONGEST_ID_DIGITS && significant <= ROUNDED_DIGITS
}

/** A number as a person would type it: whole ones in all their digits, without exponent. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '0'
  return Number.isInteger(value) ? BigInt(value).toString() : String(value)
}
