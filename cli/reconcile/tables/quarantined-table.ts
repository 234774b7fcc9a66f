import type { Quarantined } from '../../../lib/domain/report.ts'
import { textCell } from './cell.ts'
import type { Context } from './context.ts'
import type { Table } from './table.ts'

/** Rows of a feed that could not be read and are not counted. */
export function quarantinedTable({ report, words }: Context): Table<Quarantined> {
  const { titles, sheets } = words
  return {
    name: sheets.quarantined,
    columns: [
      { title: titles.file, width: 60, wraps: true, cell: ({ file }) => textCell(file) },
      { title: titles.row, width: 12, cell: ({ row }) => row },
      { title: titles.reason, width: 40, cell: ({ reason }) => textCell(reason.replaceAll('-', ' ')) },
    ],
    rows: report.quarantined,
    look: () => 'gap',
  }
}
