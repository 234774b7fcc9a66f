import type { Result } from '../runtime/result.ts'
import type { Column } from './columns.ts'
import { UNREADABLE } from './decode.ts'
import { type Fault, faultList, faultOf, type Refusal, shownName } from './faults.ts'
import { type ColumnNames, findHeader, type Header, headerFaults } from './headers.ts'
import type { Required } from './required.ts'
import type { Table } from './table.ts'

/** `not-text` for each cell that holds a character which could not be read; none where the table is none. */
export function unreadableFaults(
  table: Result<Table, Refusal>,
  names: ColumnNames,
  required: readonly Required[],
): readonly Fault[] {
  if (!table.ok) return []
  const header = findHeader(table.value, names, required)
  // Of what is no header, no word is repeated: it may be a person's.
  const isHeader = headerFaults(header, required, names).length === 0
  const faults = faultList()
  for (const { row, cells } of table.value) {
    for (const [at, cell] of cells.entries()) {
      if (!cell.includes(UNREADABLE)) continue
      faults.add(() => faultOf('not-text', { row, column: isHeader ? nameAt(header, at) : null }))
    }
  }
  return faults.list()
}

function nameAt({ cells, columns }: Header, at: number): Column | string | null {
  const [column] = [...columns].find(([, index]) => index === at) ?? []
  const written = cells[at] ?? ''
  return column ?? (written === '' ? null : shownName(written))
}
