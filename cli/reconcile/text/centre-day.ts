import { longDay } from '../../../lib/domain/messages/place-and-day.ts'
import type { Action, CentreDayReport } from '../../../lib/domain/report.ts'
import { printable } from '../../printable.ts'
import { findingLines } from './finding.ts'
import { nameOf, PAGE_WIDTH, type Page } from './page.ts'
import { whyIncomplete } from './why-incomplete.ts'
import { wrap } from './width.ts'

const ACTIONS: Readonly<Record<Action, string>> = {
  none: '',
  notify: ', officials are to be told',
  'propose-suspension': ', suspension is proposed for an official to confirm',
  suspend: ', to be suspended at once',
}

/** What was found of one centre-day, in sentences, worst first. */
export function centreDaySection(centreDay: CentreDayReport, page: Page): string[] {
  const { date, outcome, action, findings } = centreDay
  const { report, read, paint } = page
  const id = printable(centreDay.centreId)
  const name = nameOf(centreDay, page)
  const centre = name === '' ? id : `${name} (${id})`
  const day = report.dates.length === 1 ? '' : `, ${longDay(date)}`
  const heading = paint.heading(`${centre}${day}: `) + paint.outcome(outcome, outcome)
  return [
    heading + ACTIONS[action],
    ...(outcome === 'incomplete' ? whyIncomplete(centreDay, read) : []).flatMap((why) =>
      wrap(why, PAGE_WIDTH, '  '),
    ),
    ...findings.flatMap((finding) => findingLines(finding, date)),
  ]
}
