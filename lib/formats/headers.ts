import { asciiDigits, fold } from './characters.ts'
import { type Aliases, COLUMNS, type Column, type FileKind, namesOf } from './columns.ts'
import { type Fault, faultOf, shownName } from './faults.ts'
import { nearest } from './near-miss.ts'
import type { Table, TableRow } from './table.ts'

/** Folded name to column, for one kind of file. */
export type ColumnNames = ReadonlyMap<string, Column>

/** Which cell of a row holds which column. */
export interface Header {
  readonly row: number
  /** Number of cells of the header row, nameless ones included. */
  readonly width: number
  /** Cells up to the last one with a name: what every row must have. */
  readonly leastCells: number
  readonly columns: ReadonlyMap<Column, number>
  /** Headers that mean a column which an earlier header means already. */
  readonly duplicates: readonly { readonly column: Column; readonly names: readonly string[] }[]
  /** Headers that mean nothing here, as written. */
  readonly unknown: readonly string[]
}

/** One of these columns must be there. */
export type Required = readonly Column[]

const TITLE_ROWS = 20
const NAMES_SUGGESTED = 4

/** A district's own aliases win over the built-in ones. */
export function columnNames(kind: FileKind, aliases: Aliases = {}): ColumnNames {
  const names = new Map<string, Column>()
  for (const column of COLUMNS[kind]) for (const name of namesOf(column)) names.set(fold(name), column)
  for (const column of COLUMNS[kind]) for (const name of aliases[column] ?? []) names.set(fold(name), column)
  return names
}

/** How many columns the best row of a table's beginning names; 0 where there is no header. */
export function recognised(head: Table, names: ColumnNames): number {
  return Math.max(0, ...head.slice(0, TITLE_ROWS).map(({ cells }) => countOf(cells, names)))
}

/**
 * The header: of the first rows the one that names most columns, the earliest of several. Rows above it are
 * titles. Where no row names any, the first row that has two cells stands for it, to say what is missing.
 */
export function findHeader(table: Table, names: ColumnNames): Header {
  const head = table.slice(0, TITLE_ROWS)
  const most = recognised(head, names)
  const isHeader = ({ cells }: TableRow): boolean =>
    most > 0 ? countOf(cells, names) === most : cells.filter((cell) => cell !== '').length > 1
  return matchHeader(head.find(isHeader) ?? table[0]!, names)
}

/** `missing-column` and `duplicate-column`, each telling what to add or to remove. */
export function headerFaults(
  header: Header,
  required: readonly Required[],
  names: ColumnNames,
  aliases: Aliases = {},
): readonly Fault[] {
  const { row, columns, duplicates } = header
  return [
    ...duplicates.map(({ column, names }) =>
      faultOf('duplicate-column', { row, column, hint: listed(names) }),
    ),
    ...required
      .filter((anyOf) => !anyOf.some((column) => columns.has(column)))
      .map((anyOf) => missingColumn(header, anyOf, names, aliases)),
  ]
}

function missingColumn(
  { row, unknown }: Header,
  anyOf: Required,
  names: ColumnNames,
  aliases: Aliases,
): Fault {
  const [column, ...others] = anyOf as readonly [Column, ...Column[]]
  const known = [...names].filter(([, named]) => anyOf.includes(named)).map(([name]) => name)
  const near = isData(unknown) ? undefined : unknown.find((name) => nearest(fold(name), known))
  const instead = others.map((other) => ` or "${other}"`).join('')
  const also = ` (also read: ${namesOf(column, aliases)
    .filter((name) => fold(name) !== fold(column))
    .slice(0, NAMES_SUGGESTED)
    .join(', ')})`
  const rename = near ? `; if "${shownName(near)}" is meant, rename it` : ''
  return faultOf('missing-column', { row, column, value: near ?? null, hint: `${instead}${also}${rename}` })
}

/** A file without a header has a person in its first row, of whom nothing is repeated. */
function isData(names: readonly string[]): boolean {
  return names.some((name) => /\d/.test(asciiDigits(name)))
}

function matchHeader({ row, cells }: TableRow, names: ColumnNames): Header {
  const columns = new Map<Column, number>()
  const meaning = new Map<Column, string[]>()
  const unknown: string[] = []
  for (const [at, cell] of cells.entries()) {
    const column = names.get(fold(cell))
    if (!column) {
      if (cell !== '') unknown.push(cell)
      continue
    }
    if (!columns.has(column)) columns.set(column, at)
    meaning.set(column, [...(meaning.get(column) ?? []), cell])
  }
  const duplicates = [...meaning]
    .filter(([, written]) => written.length > 1)
    .map(([column, written]) => ({ column, names: written }))
  const leastCells = cells.findLastIndex((cell) => cell !== '') + 1
  return { row, width: cells.length, leastCells, columns, duplicates, unknown }
}

function countOf(cells: readonly string[], names: ColumnNames): number {
  const found = new Set<Column>()
  for (const cell of cells) {
    const column = names.get(fold(cell))
    if (column) found.add(column)
  }
  return found.size
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${shownName(name)}"`).join(', ')
}
