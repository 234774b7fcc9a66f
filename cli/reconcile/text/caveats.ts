import { shortDay } from '../../../lib/domain/messages/place-and-day.ts'
import type { Report } from '../../../lib/domain/report.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'
import { nothingHeld } from '../nothing-held.ts'
import { enumerate, several } from './counted.ts'
import { daysOf } from './days.ts'
import type { Page } from './page.ts'

const NAMED_DAYS = 7

/** What a reader has to know before the table, so that nothing in it is taken for more than it is. */
export function caveats({ report, read }: Page): string[] {
  return [
    ...uncountedRows(report),
    ...(report.centreDays.length === 0
      ? [
          `${nothingHeld(daysOf(report.dates), report, read)}, so nothing was reconciled.`,
          'This is no sign that all was in order: see whether the date is right and every file was given.',
        ]
      : [
          ...emptyDays(report).map(
            (days) => `${nothingHeld(days, report, read)}, which the table leaves out.`,
          ),
          ...daysWithoutFeed(report).map(
            (days) =>
              `No row of a certificate feed is known for ${days}: that a token has no certificate proves nothing there.`,
          ),
        ]),
  ]
}

function uncountedRows({ quarantined, totals }: Report): string[] {
  if (quarantined.length === 0) return []
  const [are, them] = quarantined.length === 1 ? ['is', 'it'] : ['are', 'them']
  const balanced = totals.balanced === 0 ? '' : ` What is balanced is so without ${them}.`
  return [`${several(quarantined.length, 'row')} could not be read and ${are} not counted.${balanced}`]
}

/** Days asked for of which no centre has a row: none, or one phrase. */
function emptyDays({ dates, centreDays }: Report): string[] {
  const held = new Set(centreDays.map(({ date }) => date))
  return named(dates.filter((date) => !held.has(date)))
}

/** Days on which tokens were given out, and no certificate of any centre is known. */
function daysWithoutFeed({ dates, centreDays }: Report): string[] {
  const without = new Set(
    centreDays.filter(({ counts }) => counts.certificates === null && counts.tokens).map(({ date }) => date),
  )
  return named(dates.filter((date) => without.has(date)))
}

function named(dates: readonly IsoDate[]): string[] {
  return dates.length === 0 ? [] : [enumerate(dates.map(shortDay), NAMED_DAYS)]
}
