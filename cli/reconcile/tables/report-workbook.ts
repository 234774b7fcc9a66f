import type { ReconciledRow } from '../../../lib/domain/reconciled-rows.ts'
import { aboutSheet } from './about-sheet.ts'
import { centreDaysTable } from './centre-days-table.ts'
import type { Context } from './context.ts'
import { findingsTable } from './findings-table.ts'
import type { LeftOut } from './in-order.ts'
import { quarantinedTable } from './quarantined-table.ts'
import type { Table } from './table.ts'
import type { Sheet } from './xlsx/sheet-xml.ts'
import { workbook } from './xlsx/workbook.ts'

/** A sheet of a workbook has 1,048,576 rows, and one of them is the header. */
export const MOST_ROWS = 1_048_575

/** The report as a workbook in pieces: its rows first, those that do not tally at their top. */
export function reportWorkbook(
  rows: Table<ReconciledRow>,
  leftOut: LeftOut,
  context: Context,
): AsyncGenerator<Uint8Array> {
  const isAnyQuarantined = context.report.quarantined.length > 0
  const sheets = [
    sheetOf(rows),
    sheetOf(centreDaysTable(context)),
    sheetOf(findingsTable(context)),
    ...(isAnyQuarantined ? [sheetOf(quarantinedTable(context))] : []),
    aboutSheet(context, leftOut),
  ]
  return workbook(sheets, context.words.about.title)
}

function sheetOf<Row>({ name, columns, rows, look }: Table<Row>): Sheet {
  return {
    name,
    columns: columns.map(({ title, width, wraps = false }) => ({ title, width, wraps })),
    hasHeader: true,
    orientation: 'landscape',
    *rows() {
      for (const row of rows) yield { look: look(row), cells: columns.map(({ cell }) => cell(row)) }
    },
  }
}
