import type { ReconciledRow } from '../../../lib/domain/reconciled-rows.ts'
import { counted } from '../../file-words.ts'
import { aboutSheet } from './about-sheet.ts'
import { centreDaysTable } from './centre-days-table.ts'
import type { Context } from './context.ts'
import { findingsTable } from './findings-table.ts'
import { quarantinedTable } from './quarantined-table.ts'
import type { Table } from './table.ts'
import type { TableReport } from './table-report.ts'
import type { Sheet } from './xlsx/sheet-xml.ts'
import { workbook } from './xlsx/workbook.ts'

/** A sheet of a workbook has 1,048,576 rows, and one of them is the header. */
export const MOST_ROWS = 1_048_575

/**
 * The report as a workbook: its rows first, those that do not tally at their top. Of each table at most `most` rows are
 * kept; how many are not, is said in a warning a table, and once more on the sheet about the report.
 */
export function reportWorkbook(rows: Table<ReconciledRow>, context: Context, most: number): TableReport {
  const { about } = context.words
  const isAnyQuarantined = context.report.quarantined.length > 0
  const other = <Row>(table: Table<Row>): Fitted =>
    fitted(table, most, ({ length }) =>
      counted(about.leftOutElsewhere, length).replace('{sheet}', table.name),
    )
  const all = [
    fitted(rows, most, (leftOut) => leftOutOfRows(about.leftOut, leftOut)),
    other(centreDaysTable(context)),
    other(findingsTable(context)),
    ...(isAnyQuarantined ? [other(quarantinedTable(context))] : []),
  ]
  const warnings = all.flatMap(({ warning }) => warning ?? [])
  const sheets = [...all.map(({ sheet }) => sheet), aboutSheet(context, warnings)]
  return { pieces: workbook(sheets, about.title), warnings }
}

interface Fitted {
  readonly sheet: Sheet
  readonly warning: string | null
}

function fitted<Row>(
  { name, columns, rows, look }: Table<Row>,
  most: number,
  sentenceOf: (leftOut: readonly Row[]) => string,
): Fitted {
  const leftOut = rows.slice(most)
  const sheet: Sheet = {
    ...{ name, hasHeader: true, orientation: 'landscape' },
    columns: columns.map(({ title, width, wraps = false }) => ({ title, width, wraps })),
    *rows() {
      for (const row of rows.slice(0, most)) {
        yield { look: look(row), cells: columns.map(({ cell }) => cell(row)) }
      }
    },
  }
  return { sheet, warning: leftOut.length === 0 ? null : sentenceOf(leftOut) }
}

/** Exact matches stand last: whoever reads that all of them are such, misses nothing. */
function leftOutOfRows(sentence: string, leftOut: readonly ReconciledRow[]): string {
  const exact = leftOut.filter(({ fate, kind }) => fate === 'matched' && kind === 'exact').length
  return counted(sentence, leftOut.length).replace('{exact}', exact.toLocaleString('en-IN'))
}
