import type { IsoDate } from '../../lib/domain/rows.ts'
import { remembered } from '../../lib/formats/remembered.ts'
import type { Notices } from './notices.ts'
import type { Read } from './read-file.ts'

interface Leg {
  readonly centreId: string
  readonly date: IsoDate
}

const NAMED = 3

/** Of each centre-day the leg that the last file holding it gives. Earlier ones are replaced, with a warning. */
export function inForce<T, L extends Leg>(
  files: readonly Read<T>[],
  legsOf: (value: T) => readonly L[],
  notices: Notices,
): L[] {
  const standing = new Map<string, { readonly file: string; readonly leg: L }>()
  for (const { file, value } of files) {
    const replaced = new Map<string, L[]>()
    for (const leg of legsOf(value)) {
      const key = `${leg.date} ${leg.centreId}`
      const before = standing.get(key)
      if (before) remembered(replaced, before.file, () => []).push(leg)
      standing.set(key, { file, leg })
    }
    for (const [earlier, legs] of replaced)
      notices.warn(file, `This file replaces ${earlier} for ${centreDays(legs)}.`)
  }
  return [...standing.values()].map(({ leg }) => leg)
}

/** `DKMM on 2021-08-28, N8 on 2021-08-28 and 12 more centre-days`. */
function centreDays(legs: readonly Leg[]): string {
  const named = legs.slice(0, NAMED).map(({ centreId, date }) => `${centreId} on ${date}`)
  const more = legs.length - named.length
  if (more > 0) return `${named.join(', ')} and ${more} more centre-day${more === 1 ? '' : 's'}`
  return named.join(', ').replace(/, (?=[^,]*$)/, ' and ')
}
