import type { HandedFeed } from '../../lib/application/accept-feed.ts'
import { datesBetween } from '../../lib/domain/calendar.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import type { IsoDate } from '../../lib/domain/rows.ts'
import { CERTIFICATE_HEADER, certificateRows, handed, register } from './files.ts'
import type { TestSystem } from './system.ts'

/** Days of a centre that later ones look back on. */

/** A history of eight days, of which two are enough to be judged by, and a look-back of one. */
export const SHORT_MEMORY: Partial<Policy> = {
  lookBackDays: 1,
  historyDays: 8,
  drift: { k: 0.1, h: 1.5, minDays: 2, minSigma: 0.5 },
}

export function underPolicy(system: TestSystem, changes: Partial<Policy>): TestSystem {
  const { district } = system
  return { ...system, district: { ...district, policy: { ...district.policy, ...changes } } }
}

/** The day's people are others than those of any other day. */
const firstOf = (date: IsoDate): number => 100 * datesBetween('2021-01-01', date).length

/** Tokens of the first `count` people of that day. */
export function registerOfDay(centreId: string, date: IsoDate, count: number): Uint8Array {
  return register(count, { centreId, date, from: firstOf(date) })
}

/** Certificates of the first `count` people of that day. */
export function certificatesOfDay(centreId: string, date: IsoDate, count: number): Uint8Array {
  return bytesOf([CERTIFICATE_HEADER, ...certificateRows(count, { centreId, date, from: firstOf(date) })])
}

/** Five tokens a day and three or four certificates, by turns: nothing is found but people without certificate. */
export function quietDays(centreId: string, dates: readonly IsoDate[]): readonly HandedFeed[] {
  const tokens = dates.flatMap((date, index) => linesOf(registerOfDay(centreId, date, 5), index === 0))
  const certificates = dates.flatMap((date, index) =>
    linesOf(certificatesOfDay(centreId, date, 3 + (index % 2)), index === 0),
  )
  return [handed(bytesOf(tokens), { leg: 'tokens' }), handed(bytesOf(certificates))]
}

function linesOf(file: Uint8Array, withHeader: boolean): readonly string[] {
  const lines = new TextDecoder().decode(file).trimEnd().split('\n')
  return withHeader ? lines : lines.slice(1)
}

const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`)
