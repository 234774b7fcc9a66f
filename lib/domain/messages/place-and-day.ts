import { dateOf, formatInstant } from '../calendar.ts'
import type { Centre, Instant, IsoDate } from '../rows.ts'
import { cutWords, oneLine, plainText } from './plain-text.ts'

/** How a centre, a day and a time are named to a person. */

export type NamedCentre = Pick<Centre, 'centreId' | 'name'>

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** `28 August 2021`. */
export function longDay(date: IsoDate): string {
  const [year, month, day] = date.split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`
}

/** `28 Aug`. */
export function shortDay(date: IsoDate): string {
  const [, month, day] = date.split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1]?.slice(0, 3)}`
}

/** `13:07` by the district's clocks. */
export function timeOfDay(instant: Instant, timeZone: string): string {
  return formatInstant(instant, timeZone).slice(11, 16)
}

/** `13:07 on 28 August 2021`. */
export function longTime(instant: Instant, timeZone: string): string {
  return `${timeOfDay(instant, timeZone)} on ${longDay(dateOf(instant, timeZone))}`
}

/** `between 12:04 and 12:49 on 28 August 2021`. */
export function span(first: Instant, last: Instant, timeZone: string): string {
  const sameDay = dateOf(first, timeZone) === dateOf(last, timeZone)
  const start = sameDay ? timeOfDay(first, timeZone) : longTime(first, timeZone)
  return `between ${start} and ${longTime(last, timeZone)}`
}

/** `13:07`, or `29 Aug 13:07` where that is another day than `date`. */
export function shortTime(instant: Instant, date: IsoDate | null, timeZone: string): string {
  const day = dateOf(instant, timeZone)
  const time = timeOfDay(instant, timeZone)
  return day === date ? time : `${shortDay(day)} ${time}`
}

/**
 * A centre in plain characters, at most `max` of them: its name; where that does not fit, its id, which tells it
 * from others whose names begin alike, and as many words of the name as fit; where no plain name is left, its id.
 */
export function centreLabel(centre: NamedCentre, max: number): string {
  const name = plainText(centre.name)
  const id = plainText(centre.centreId)
  if (name !== '' && name.length <= max) return name
  const label = id === '' || name.startsWith(id) ? name : `${id} ${name}`.trim()
  return cutWords(label || '(see e-mail)', max)
}

/** `DKMM College (DKMM)` for a body; the name as it is written. */
export function fullCentre(centre: NamedCentre): string {
  const name = oneLine(centre.name)
  return name === '' || name === centre.centreId ? centre.centreId : `${name} (${centre.centreId})`
}

/** `DKMM College 28 Aug`, at most `max` characters; a short variable keeps the centre and drops the day. */
export function centreAndDay(centre: NamedCentre, date: IsoDate, max: number): string {
  const day = shortDay(date)
  const room = max - day.length - 1
  return room < 8 ? centreLabel(centre, max) : `${centreLabel(centre, room)} ${day}`
}
