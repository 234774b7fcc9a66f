import { asciiDigits, fold } from './characters.ts'
import { type Aliases, COLUMNS, type Column, type FileKind, namesOf } from './columns.ts'
import { readDate } from './dates.ts'
import { isData } from './header-faults.ts'
import { joinedRow } from './merged-header.ts'
import type { Required } from './required.ts'
import type { Table, TableRow } from './table.ts'

export { headerFaults } from './header-faults.ts'

/** Folded name to column, for one kind of file. */
export type ColumnNames = ReadonlyMap<string, Column>

/** Which cell of a row holds which column. */
export interface Header {
  /** The last row of it: what is below are rows. */
  readonly row: number
  /** One, or two where merged cells stand above others. */
  readonly lines: Table
  /** As written, of two rows joined. */
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

/** A district's own aliases win over the built-in ones. */
export function columnNames(kind: FileKind, aliases: Aliases = {}): ColumnNames {
  const names = new Map<string, Column>()
  for (const column of COLUMNS[kind]) for (const name of namesOf(column)) names.set(fold(name), column)
  for (const column of COLUMNS[kind]) for (const name of aliases[column] ?? []) names.set(fold(name), column)
  return names
}

/**
 * How sure a table's beginning is of its header: the earlier a row (or two) holds every required column the surer,
 * else by how many columns its best row names; 0 where there is no header.
 */
export function recognised(head: Table, names: ColumnNames, required: readonly Required[]): number {
  const lines = wholeHeader(head, names, required)
  if (lines) return names.size + TITLE_ROWS - head.indexOf(lines.at(-1)!)
  return mostNamed(head, names)
}

/** How many columns the best row of a table's beginning names. */
export function mostNamed(head: Table, names: ColumnNames): number {
  return Math.max(0, ...candidates(head, names).map(({ cells }) => namedIn(cells, names).size))
}

/**
 * The header: the first of the first rows that holds every required column, or the first two neighbouring rows that
 * do together. Rows above it are titles. Where none does, what names most columns, or the first row that has two
 * cells, stands for it, to say what is missing.
 */
export function findHeader(table: Table, names: ColumnNames, required: readonly Required[]): Header {
  const lines = wholeHeader(table, names, required)
  if (lines) return matchHeader(lines, names)
  const all = candidates(table, names)
  const most = Math.max(0, ...all.map(({ cells }) => namedIn(cells, names).size))
  const best =
    most > 0
      ? all.find(({ cells }) => namedIn(cells, names).size === most)
      : all.find(({ lines: [, lower], cells }) => !lower && filledIn(cells) > 1)
  return matchHeader(best?.lines ?? [table[0]!], names)
}

/** The rows that hold every required column, by themselves or together. */
function wholeHeader(table: Table, names: ColumnNames, required: readonly Required[]): Table | null {
  const head = table.slice(0, TITLE_ROWS)
  const at = head.findIndex((row) => holdsRequired(row, names, required))
  if (at < 0) {
    return candidates(table, names).find((row) => holdsRequired(row, names, required))?.lines ?? null
  }
  const [upper, lower] = [table[at]!, table[at + 1]]
  return lower && goesOn(upper, lower, names, required) ? [upper, lower] : [upper]
}

/** A row under a header that says more of its names, and nothing where a row must say something. */
function goesOn(
  upper: TableRow,
  lower: TableRow,
  names: ColumnNames,
  required: readonly Required[],
): boolean {
  const joined = joinedRow(upper, lower, (name) => names.has(fold(name)))
  if (!joined) return false
  const columnAt = (row: TableRow, at: number): Column | undefined => names.get(fold(row.cells[at] ?? ''))
  const said = [...lower.cells.keys()].filter((at) => lower.cells[at] !== '')
  const isKept = said.every((at) => {
    const column = columnAt(upper, at)
    return !required.flat().some((needed) => needed === column) || columnAt(joined, at) === column
  })
  return isKept && said.some((at) => columnAt(joined, at) !== undefined)
}

/** What may be a header among the first rows: each of them, then each two that are neighbours. */
function candidates(table: Table, names: ColumnNames): readonly (TableRow & { readonly lines: Table })[] {
  const head = table.slice(0, TITLE_ROWS)
  const pairs = head.slice(1).flatMap((lower, at) => {
    const upper = head[at]!
    const joined = joinedRow(upper, lower, (name) => names.has(fold(name)))
    return joined ? [{ ...joined, lines: [upper, lower] }] : []
  })
  return [...head.map((row) => ({ ...row, lines: [row] })), ...pairs]
}

/** What a row below the header is, where it is a header again: the same one, or that of another table. */
export function headerAgain(
  row: TableRow,
  header: Header,
  names: ColumnNames,
  required: readonly Required[],
): 'same' | 'another' | null {
  if (header.lines.length > 1 && header.lines.some((line) => isSameLine(line.cells, row.cells))) return 'same'
  if (hasDate(row, header)) return null
  const named = namedIn(row.cells, names).size
  // Outcomes and vaccines may be called like columns, but their row has a number somewhere.
  const mostlyNames = named > 1 && 2 * named >= filledIn(row.cells) && !isData(row.cells)
  if (!mostlyNames && !holdsRequired(row, names, required)) return null
  return isSameLine(row.cells, header.cells) || namesTheSame(row, header, names) ? 'same' : 'another'
}

/** The header once more in another language: every name of it means the column that stands there. */
function namesTheSame({ cells }: TableRow, { columns, width }: Header, names: ColumnNames): boolean {
  const at = new Map([...columns].map(([column, place]) => [place, column]))
  const fits = cells.findLastIndex((cell) => cell !== '') < width
  return (
    fits &&
    cells.every((cell, place) => {
      const column = names.get(fold(cell))
      return column === undefined ? !at.has(place) : at.get(place) === column
    })
  )
}

function isSameLine(a: readonly string[], b: readonly string[]): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a]
  return longer.every((cell, at) => cell === (shorter[at] ?? ''))
}

/** A title has a cell or two; what fills half of the header's columns may be a row of data that strayed. */
export function isFullTitle({ row, cells }: TableRow, header: Header): boolean {
  return row < header.lines[0]!.row && 2 * filledIn(cells) >= filledIn(header.cells)
}

function matchHeader(lines: Table, names: ColumnNames): Header {
  const [upper, lower] = lines as readonly [TableRow, TableRow?]
  const joined = lower && joinedRow(upper, lower, (name) => names.has(fold(name)))
  const { row, cells } = joined ?? upper
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
  return { row, lines, cells, width: cells.length, leastCells, columns, duplicates, unknown }
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
function hasDate({ cells, numbers }: TableRow, { columns }: Header): boolean {
  const at = columns.get('date') ?? columns.get('vaccinated_on')
  if (at !== undefined && numbers?.columns.has(at)) return true
  const cell = at === undefined ? '' : (cells[at] ?? '')
  return readDate(asciiDigits(cell.slice(0, 10))) !== null
}

function namedIn(cells: readonly string[], names: ColumnNames): ReadonlySet<Column> {
  return new Set(cells.flatMap((cell) => names.get(fold(cell)) ?? []))
}

function filledIn(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== '').length
}
