import { longDay, longTime, shortDay } from '../../../lib/domain/messages/place-and-day.ts'
import type { Outcome, Totals } from '../../../lib/domain/report.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'
import { several } from './counted.ts'
import type { Page } from './page.ts'

const OUTCOMES: readonly Outcome[] = ['breach', 'incomplete', 'balanced']

/** Which days, as they were known when, and how they stand. */
export function heading({ report, read, paint }: Page): string[] {
  const { asOf, policy } = read
  const known = asOf === null ? '' : `, as known at ${longTime(asOf, policy.timeZone)}`
  return [
    paint.heading(`Tokens against certificates, ${daysOf(report.dates)}${known}`),
    summaryOf(report.totals),
  ]
}

/** `27 to 28 August 2021`. */
function daysOf(dates: readonly IsoDate[]): string {
  const [first, last] = [dates[0]!, dates.at(-1)!]
  if (first === last) return longDay(first)
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))} to ${longDay(last)}`
  return `${first.slice(0, 4) === last.slice(0, 4) ? shortDay(first) : longDay(first)} to ${longDay(last)}`
}

/** `7 centre-days: 1 breach, 6 balanced.` */
function summaryOf(totals: Totals): string {
  if (totals.centreDays === 0) return 'No file holds a row: nothing was reconciled.'
  const counted = OUTCOMES.filter((outcome) => totals[outcome] > 0).map(
    (outcome) => `${totals[outcome]} ${outcome}`,
  )
  return `${several(totals.centreDays, 'centre-day')}: ${counted.join(', ')}.`
}
