import { rowsOf } from '../../../lib/domain/reconciled-rows.ts'
import type { Report } from '../../../lib/domain/report.ts'
import type { Language } from '../../../lib/formats/language.ts'
import type { ReadDistrict } from '../read-district.ts'
import type { Pieces } from '../write-report.ts'
import { contextOf } from './context.ts'
import { csvOf } from './csv.ts'
import { inOrder } from './in-order.ts'
import { listingRules } from './listing-rules.ts'
import { MOST_ROWS, reportWorkbook } from './report-workbook.ts'
import { rowsTable } from './rows-table.ts'

export interface TableReport {
  readonly pieces: Pieces
  /** A sentence for each table that has not every row. */
  readonly warnings: readonly string[]
}

/**
 * The report as a file for an office suite, the rows that do not tally first. Of a workbook each sheet keeps at most
 * `most` rows, its header aside.
 */
export function tableReport(
  report: Report,
  read: ReadDistrict,
  format: 'csv' | 'xlsx',
  language: Language,
  most = MOST_ROWS,
): TableReport {
  const [from, to] = [report.dates[0]!, report.dates.at(-1)!]
  const context = contextOf(report, read, language)
  const rulesOf = listingRules(report.centreDays)
  const rows = inOrder(
    rowsOf(read.district, { from, to, asOf: read.asOf }, read.policy),
    (row) => rulesOf(row).length > 0,
  )
  const table = rowsTable(rows, rulesOf, context)
  return format === 'csv' ? { pieces: csvOf(table), warnings: [] } : reportWorkbook(table, context, most)
}
