import { formatInstant } from '../../../lib/domain/calendar.ts'
import type { Instant, IsoDate } from '../../../lib/domain/rows.ts'
import { printable } from '../../printable.ts'

/** What stands in a cell: text, a whole number, a day, a moment on the district's clock, or nothing. */
export type Cell = string | number | Day | Moment | null

export interface Day {
  readonly day: IsoDate
}

/** `wall` is `2021-08-28T12:04:00`. */
export interface Moment {
  readonly wall: string
  /** Its day is plain from the cell of the date beside it, so that the time is enough. */
  readonly isSameDay: boolean
}

// Half of a surrogate pair is no character, and no file of text can hold it.
const NO_CHARACTER = /[\p{Surrogate}\ufffe\uffff]/gu

/** A text of somebody's file, without what is no character of a line. */
export function textCell(text: string): string | null {
  const shown = printable(text).replace(NO_CHARACTER, '\ufffd')
  return shown === '' ? null : shown
}

/** A moment beside a cell of that date. */
export function momentCell(instant: Instant | null, date: IsoDate | null, timeZone: string): Moment | null {
  if (instant === null) return null
  const wall = formatInstant(instant, timeZone).slice(0, 19)
  return { wall, isSameDay: wall.slice(0, 10) === date }
}

export const isDay = (cell: Day | Moment): cell is Day => 'day' in cell
