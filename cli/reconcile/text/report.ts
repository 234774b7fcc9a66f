import type { Report } from '../../../lib/domain/report.ts'
import { printable } from '../../printable.ts'
import { centreDaySection } from './centre-day.ts'
import { contextSection, isContextCut } from './context.ts'
import { several } from './counted.ts'
import { isCut } from './finding.ts'
import { heading } from './heading.ts'
import { madeWithLine } from './made-with.ts'
import { PAGE_WIDTH, type Page } from './page.ts'
import { worstFirst } from './severity.ts'
import { table } from './table.ts'
import { wrap } from './width.ts'

const LISTED_ROWS = 20
const WHERE_LISTS_GO_ON = 'Where a list ends in “and … more”, --format json lists all.'
const WHAT_NO_RECORD_CAN_SHOW =
  'Count-neutral fraud, such as a dose poured away or a person standing in for another, leaves no trace here.'

/** The report as a district officer reads it: how many, which, what was found, and what cannot be known. */
export function textReport(page: Page): string {
  const { centreDays, totals } = page.report
  const ordered = worstFirst(centreDays)
  const toTell = ordered.filter(({ outcome, findings }) => outcome !== 'balanced' || findings.length > 0)
  const sections = [
    heading(page),
    ordered.length === 0 ? [] : table(ordered, page),
    ...toTell.map((centreDay) => centreDaySection(centreDay, page)),
    contextSection(page),
    quarantinedRows(page),
    isAnyListCut(page.report) ? wrap(WHERE_LISTS_GO_ON, PAGE_WIDTH, '') : [],
    totals.balanced === 0 ? [] : wrap(whatBalancedMeans(page.report), PAGE_WIDTH, ''),
    centreDays.length === 0 ? [] : wrap(madeWithLine(page.report.madeWith), PAGE_WIDTH, ''),
  ]
  const blocks = sections.filter((section) => section.length > 0).map((section) => section.join('\n'))
  return `${blocks.join('\n\n')}\n`
}

function isAnyListCut(report: Report): boolean {
  const { centreDays, quarantined } = report
  const isFindingCut = centreDays.some(({ findings }) => findings.some(isCut))
  return isFindingCut || quarantined.length > LISTED_ROWS || isContextCut(report)
}

function whatBalancedMeans({ quarantined }: Report): string {
  const which = quarantined.length === 0 ? 'counts and rows' : 'the counts and rows that could be read'
  return `Balanced means that ${which} agree. ${WHAT_NO_RECORD_CAN_SHOW}`
}

function quarantinedRows({ report, paint }: Page): string[] {
  const rows = report.quarantined
  if (rows.length === 0) return []
  const more = rows.length - LISTED_ROWS
  return [
    paint.heading(
      `${several(rows.length, 'row')} could not be read and ${rows.length === 1 ? 'is' : 'are'} not counted`,
    ),
    ...rows
      .slice(0, LISTED_ROWS)
      .map(({ file, row, reason }) => printable(`  ${file}, row ${row}: ${reason.replaceAll('-', ' ')}`)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}
