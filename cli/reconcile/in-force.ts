import type { IsoDate } from '../../lib/domain/rows.ts'
import type { Notices } from './notices.ts'
import type { Read } from './read-file.ts'

interface Leg {
  readonly centreId: string
  readonly date: IsoDate
}

const NAMED = 3

/** Of each centre-day the leg that the last file holding it gives. Earlier ones are replaced, with a warning. */
export function inForce<L extends Leg>(files: readonly Read<readonly L[]>[], notices: Notices): L[] {
  const standing = new Map<string, { readonly file: string; readonly leg: L }>()
  for (const { file, value: legs } of files) {
    const replaced = new Map<string, L[]>()
    for (const leg of legs) {
      const key = `${leg.date} ${leg.centreId}`
      const before = standing.get(key)
      if (before) replaced.set(before.file, [...(replaced.get(before.file) ?? []), leg])
      standing.set(key, { file, leg })
    }
    for (const [earlier, legs] of replaced) notices.warn(file, `It replaces ${earlier} for ${centreDays(legs)}.`)
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
