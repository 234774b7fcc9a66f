import type { IsoDate } from '../domain/rows.ts'

/** Calendar dates as sheets write them. Text comes in cleaned and with ASCII digits. */

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * `YYYY-MM-DD`, `DD-MM-YYYY`, `DD/MM/YYYY` or `DD.MM.YYYY`; null for all else and for days that no calendar has.
 * Two digits are asked for: a spreadsheet that writes `9/1/2021` is likely to mean the month first.
 */
export function readDate(text: string): IsoDate | null {
  if (text.length !== 10) return null
  if (text[4] === '-') return text[7] === '-' ? isoDate(text, 0, 5, 8) : null
  const separator = text[2]
  const dayFirst = separator === text[5] && (separator === '-' || separator === '/' || separator === '.')
  return dayFirst ? isoDate(text, 6, 3, 0) : null
}

function isoDate(text: string, yearAt: number, monthAt: number, dayAt: number): IsoDate | null {
  const year = digits(text, yearAt, 4)
  const month = digits(text, monthAt, 2)
  const day = digits(text, dayAt, 2)
  // Nothing that is reconciled lies outside these centuries; a year 0021 or 2201 is a slip of the hand.
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null
  if (day < 1 || day > daysIn(year, month)) return null
  if (yearAt === 0) return text
  return `${text.slice(yearAt, yearAt + 4)}-${text.slice(monthAt, monthAt + 2)}-${text.slice(dayAt, dayAt + 2)}`
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : MONTH_DAYS[month - 1]!
}

/** -1 where one of the characters is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}
