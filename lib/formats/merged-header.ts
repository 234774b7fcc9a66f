import { asciiDigits, fold } from './characters.ts'
import type { TableRow } from './table.ts'

/** Headers that stand in two rows, as merged cells leave them. */

/** What only sums its group up, and adds nothing to the names below it. */
const GENERIC = /(?:details?|particulars|information|info|विवरण|ब्योरा|जानकारी|तपशील|माहिती)$/
const NUMBER = /\d{3}/

/**
 * The two rows as one: a name is `above below`, the one above standing for all that a horizontal merge joins, or the
 * one that is not blank. Null where they are not neighbours, or the lower one holds numbers. Its row is the lower one.
 */
export function joinedRow(
  above: TableRow,
  below: TableRow,
  isName: (name: string) => boolean,
): TableRow | null {
  if (below.row !== above.row + 1 || below.cells.some((cell) => NUMBER.test(asciiDigits(cell)))) return null
  const width = Math.max(above.cells.length, below.cells.length)
  const cells: string[] = []
  let group: Group | null = null
  for (let at = 0; at < width; at++) {
    const [upper, lower] = [above.cells[at] ?? '', below.cells[at] ?? '']
    if (lower === '') group = null
    else if (upper !== '') group = { name: upper, isKnown: false }
    cells.push(group ? nameIn(group, lower, upper !== '', isName) : lower || upper)
  }
  return { row: below.row, cells }
}

interface Group {
  readonly name: string
  /** A name of it was read. */
  isKnown: boolean
}

/**
 * A blank above may be the merge or mean nothing at all: beside a group whose other names are read, a name that is
 * one by itself stands by itself.
 */
function nameIn(group: Group, lower: string, isFirst: boolean, isName: (name: string) => boolean): string {
  const joined = `${group.name} ${lower}`
  if (isName(joined)) {
    group.isKnown = true
    return joined
  }
  const standsAlone = GENERIC.test(fold(group.name)) || (!isFirst && group.isKnown)
  return standsAlone && isName(lower) ? lower : joined
}
