import type { Head } from '../../../lib/domain/head.ts'
import { compareIds } from '../../../lib/domain/ids.ts'

const WORST_FIRST = ['breach', 'incomplete', 'balanced']
const COLUMNS = ['', 'centre', 'tokens', 'certificates', 'surplus', 'shortfall', 'proposed'] as const

/** The board as a table for the terminal: one line a centre-day, worst first. */
export function board(heads: readonly Head[], nameOf: (centreId: string) => string): string {
  const rows = [...heads].sort(worstFirst).map((head) => cellsOf(head, nameOf))
  const widths = COLUMNS.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  const render = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => (column < 2 || column === 6 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd()
  return [COLUMNS, ...rows].map(render).join('\n')
}

function cellsOf({ centreId, result }: Head, nameOf: (centreId: string) => string): readonly string[] {
  const counts = result?.counts
  const figures = [counts?.tokens, counts?.certificates, counts?.surplus, counts?.shortfall]
  return [
    result?.outcome ?? 'pending',
    nameOf(centreId),
    ...figures.map((figure) => String(figure ?? '-')),
    result?.action === 'propose-suspension' ? 'suspension' : '',
  ]
}

function worstFirst(a: Head, b: Head): number {
  const rank = (head: Head): number => WORST_FIRST.indexOf(head.result?.outcome ?? 'breach')
  return rank(a) - rank(b) || compareIds(a.centreId, b.centreId)
}
