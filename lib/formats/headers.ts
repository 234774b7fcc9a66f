import { asciiDigits, fold } from './characters.ts'
import { type Aliases, COLUMNS, type Column, type FileKind, namesOf } from './columns.ts'
import { readDate } from './dates.ts'
import { type Fault, faultOf, shownName } from './faults.ts'
import { nearest } from './near-miss.ts'
import type { Required } from './required.ts'
import type { Table, TableRow } from './table.ts'

/** Folded name to column, for one kind of file. */
export type ColumnNames = ReadonlyMap<string, Column>

/** Which cell of a row holds which column. */
export interface Header {
  readonly row: number
  /** As written. */
  readonly cells: readonly string[]
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

const TITLE_ROWS = 20
const NAMES_SUGGESTED = 4

/** A district's own aliases win over the built-in ones. */
export function columnNames(kind: FileKind, aliases: Aliases = {}): ColumnNames {
  const names = new Map<string, Column>()
  for (const column of COLUMNS[kind]) for (const name of namesOf(column)) names.set(fold(name), column)
  for (const column of COLUMNS[kind]) for (const name of aliases[column] ?? []) names.set(fold(name), column)
  return names
}

/**
 * How sure a table's beginning is of its header: the earlier a row holds every required column the surer, else by
 * how many columns its best row names; 0 where there is no header.
 */
export function recognised(head: Table, names: ColumnNames, required: readonly Required[]): number {
  const rows = head.slice(0, TITLE_ROWS)
  const at = rows.findIndex((row) => holdsRequired(row, names, required))
  return at >= 0 ? names.size + TITLE_ROWS - at : mostNamed(rows, names)
}

/**
 * The header: the first of the first rows that holds every required column. Rows above it are titles. Where none
 * does, the one that names most columns, or the first that has two cells, stands for it, to say what is missing.
 */
export function findHeader(table: Table, names: ColumnNames, required: readonly Required[]): Header {
  const head = table.slice(0, TITLE_ROWS)
  const most = mostNamed(head, names)
  const isBest = ({ cells }: TableRow): boolean =>
    most > 0 ? namedIn(cells, names).size === most : filledIn(cells) > 1
  const header = head.find((row) => holdsRequired(row, names, required)) ?? head.find(isBest)
  return matchHeader(header ?? table[0]!, names)
}

/** What a row below the header is, where it is a header again: the same one, or that of another table. */
export function headerAgain(
  row: TableRow,
  header: Header,
  names: ColumnNames,
  required: readonly Required[],
): 'same' | 'another' | null {
  if (hasDate(row, header)) return null
  const named = namedIn(row.cells, names).size
  // Outcomes and vaccines may be called like columns, but their row has a number somewhere.
  const mostlyNames = named > 1 && 2 * named >= filledIn(row.cells) && !isData(row.cells)
  if (!mostlyNames && !holdsRequired(row, names, required)) return null
  const width = Math.max(header.width, row.cells.length)
  const isSame = Array.from({ length: width }, (_, at) => at).every(
    (at) => (row.cells[at] ?? '') === (header.cells[at] ?? ''),
  )
  return isSame ? 'same' : 'another'
}

/** A title has a cell or two; what fills half of the header's columns may be a row of data that strayed. */
export function isFullTitle({ cells }: TableRow, header: Header): boolean {
  return 2 * filledIn(cells) >= filledIn(header.cells)
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

/** Names of columns have no digits. A file without a header has a person in its first row, of whom nothing is repeated. */
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
  return { row, cells, width: cells.length, leastCells, columns, duplicates, unknown }
}

function holdsRequired({ cells }: TableRow, names: ColumnNames, required: readonly Required[]): boolean {
  const named = namedIn(cells, names)
  if (named.size === 0 || isTotalLine(cells, named)) return false
  return required.every((anyOf) => anyOf.some((column) => named.has(column)))
}

/** `Total tokens, 55`: one of its cells is the name of a column too, and it is none. */
function isTotalLine(cells: readonly string[], named: ReadonlySet<Column>): boolean {
  return named.size === 1 && named.has('tokens_issued') && cells.some(startsWithDigit)
}

function startsWithDigit(cell: string): boolean {
  return /^\d/.test(asciiDigits(cell))
}

// The quick way to tell a row of data: looking every cell up takes longer than reading the file.
function hasDate({ cells }: TableRow, { columns }: Header): boolean {
  const at = columns.get('date') ?? columns.get('vaccinated_on')
  const cell = at === undefined ? '' : (cells[at] ?? '')
  return readDate(asciiDigits(cell.slice(0, 10))) !== null
}

function mostNamed(rows: Table, names: ColumnNames): number {
  return Math.max(0, ...rows.map(({ cells }) => namedIn(cells, names).size))
}

function namedIn(cells: readonly string[], names: ColumnNames): ReadonlySet<Column> {
  return new Set(cells.flatMap((cell) => names.get(fold(cell)) ?? []))
}

function filledIn(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== '').length
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${shownName(name)}"`).join(', ')
}
