import { longTime } from '../../../lib/domain/messages/place-and-day.ts'
import type { Outcome, Totals } from '../../../lib/domain/report.ts'
import { caveats } from './caveats.ts'
import { several } from './counted.ts'
import { daysOf } from './days.ts'
import { PAGE_WIDTH, type Page } from './page.ts'
import { wrap } from './width.ts'

const OUTCOMES: readonly Outcome[] = ['breach', 'incomplete', 'balanced']

/** Which days, as they were known when, how they stand, and what does not stand in the table. */
export function heading(page: Page): string[] {
  const { report, read, paint } = page
  const { asOf, policy } = read
  const known = asOf === null ? '' : `, as known at ${longTime(asOf, policy.timeZone)}`
  return [
    paint.heading(`Tokens against certificates, ${daysOf(report.dates)}${known}`),
    ...(report.totals.centreDays === 0 ? [] : [summaryOf(report.totals)]),
    ...caveats(page).flatMap((caveat) =>
      wrap(caveat, PAGE_WIDTH, '').map((line) => paint.outcome(line, 'incomplete')),
    ),
  ]
}

/** `7 centre-days: 1 breach, 6 balanced.` */
function summaryOf(totals: Totals): string {
  const counted = OUTCOMES.filter((outcome) => totals[outcome] > 0).map(
    (outcome) => `${totals[outcome]} ${outcome}`,
  )
  return `${several(totals.centreDays, 'centre-day')}: ${counted.join(', ')}.`
}
