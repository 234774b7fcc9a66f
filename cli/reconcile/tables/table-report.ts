import { rowsOf } from '../../../lib/domain/reconciled-rows.ts'
import type { Report } from '../../../lib/domain/report.ts'
import type { Language } from '../../../lib/formats/language.ts'
import type { ReadDistrict } from '../read-district.ts'
import type { Pieces } from '../write-report.ts'
import { leftOutSentence } from './about-sheet.ts'
import { contextOf } from './context.ts'
import { csvOf } from './csv.ts'
import { inOrder, type LeftOut } from './in-order.ts'
import { listingRules } from './listing-rules.ts'
import { MOST_ROWS, reportWorkbook } from './report-workbook.ts'
import { rowsTable } from './rows-table.ts'
import { WORDS } from './words/words.ts'

export interface TableReport {
  readonly pieces: Pieces
  /** A sentence where not every row is in it. */
  readonly warning: string | null
}

/** The report as a file for an office suite, the rows that do not tally first. A workbook keeps at most `most` rows. */
export function tableReport(
  report: Report,
  read: ReadDistrict,
  format: 'csv' | 'xlsx',
  language: Language,
  most = MOST_ROWS,
): TableReport {
  const [from, to] = [report.dates[0]!, report.dates.at(-1)!]
  const context = contextOf(report, read, language)
  const rows = rowsOf(read.district, { from, to, asOf: read.asOf }, read.policy)
  const rulesOf = listingRules(report.centreDays)
  const { rows: shown, leftOut } = inOrder(
    rows,
    (row) => rulesOf(row).length > 0,
    format === 'csv' ? undefined : most,
  )
  const table = rowsTable(shown, rulesOf, context)
  const pieces = format === 'csv' ? csvOf(table) : reportWorkbook(table, leftOut, context)
  return { pieces, warning: warningOf(leftOut, language) }
}

function warningOf(leftOut: LeftOut, language: Language): string | null {
  return leftOut.rows === 0 ? null : leftOutSentence(WORDS[language].about.leftOut, leftOut)
}
