import type { Cell } from './cell.ts'

/**
 * How a row asks to be looked at. `alarm`: it does not tally; `waiting`: nothing can be said of it yet; `gap`: a
 * person may be left without; `note`: matched, yet not to the letter.
 * The last three are of the sheet about the report.
 */
export const LOOKS = ['plain', 'alarm', 'waiting', 'gap', 'note', 'title', 'strong', 'fact'] as const
export type Look = (typeof LOOKS)[number]

export interface Column<Row> {
  readonly title: string
  /** In characters of the usual font. */
  readonly width: number
  /** Long text takes several lines. */
  readonly wraps?: boolean
  readonly cell: (row: Row) => Cell
}

/** One table, whatever file it is written to. Its cells are made one row after the other, as they are written. */
export interface Table<Row> {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly look: (row: Row) => Look
}
