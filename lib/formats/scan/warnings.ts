import { type Warning, warningList, warningOf } from '../faults.ts'
import type { Scanned } from './pieces.ts'

/** The header is the first line of a scanned file. */
const FIRST_ROW = 2

/** What the ordinary reader would warn of: where a row stands in its file, all parts of it tell together. */
export function warningsOf(parts: readonly Scanned[]): readonly Warning[] {
  const warnings = warningList()
  let row = FIRST_ROW
  for (const { rows, unusualRefs } of parts.flatMap(piecesOf).sort((a, b) => a.number - b.number)) {
    for (const at of unusualRefs) {
      warnings.add(() => warningOf('ref-unusual-length', { row: row + at, column: 'beneficiary_ref' }))
    }
    row += rows
  }
  return warnings.list()
}

/** Rows of a piece are counted from its first one. */
function piecesOf({ pieces, rows, unusualRefs }: Scanned) {
  let next = 0
  return pieces.map(({ number, firstRow }, at) => {
    const end = pieces[at + 1]?.firstRow ?? rows
    const own: number[] = []
    for (; next < unusualRefs.length && unusualRefs[next]! < end; next++)
      own.push(unusualRefs[next]! - firstRow)
    return { number, rows: end - firstRow, unusualRefs: own }
  })
}
