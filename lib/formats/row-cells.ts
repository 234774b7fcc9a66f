import { asciiDigits } from './characters.ts'
import type { Column } from './columns.ts'
import { UNREADABLE } from './decode.ts'
import {
  type CappedList,
  type Fault,
  type FaultCode,
  faultOf,
  type Place,
  type PlaceOf,
  type PlainWarningCode,
  type Warning,
  warningOf,
} from './faults.ts'
import type { Header } from './headers.ts'
import type { Sheet } from './sheet.ts'
import type { TableRow } from './table.ts'
import type { TimeCell } from './time-cells.ts'

/** The cells of one row at a time, found by column, and the faults that the row has. */
export class RowCells {
  readonly #header: Header
  readonly #columns: readonly (readonly [Column, number])[]
  readonly #least: number
  readonly #warnings: CappedList<Warning>
  #row: TableRow = { row: 0, cells: [] }
  #faults: Fault[] = []

  constructor({ header, warnings }: Pick<Sheet, 'header' | 'warnings'>) {
    this.#header = header
    this.#columns = [...header.columns]
    this.#least = header.leastCells
    this.#warnings = warnings
  }

  /** Goes on to a row; one whose cells may be shifted, by their number or by a broken quote, has its fault at once. */
  begin(row: TableRow): void {
    this.#row = row
    this.#faults = []
    const { cells } = row
    const excess =
      cells.length > this.#header.width && cells.slice(this.#header.width).some((cell) => cell !== '')
    if (row.broken) this.fault('broken-quote')
    // A row of a workbook ends with its last filled cell, and none of it can be shifted.
    else if (!row.numbers && (excess || cells.length < this.#least)) {
      this.fault('ragged-row', { details: { cells: cells.length, columns: this.#header.width } })
    }
  }

  /** `not-text` for the first column that is read and has a character which could not be. */
  faultUnreadable(): void {
    const { cells } = this.#row
    if (!cells.some(isUnreadable)) return
    const [column] = this.#columns.find(([, at]) => cells[at]?.includes(UNREADABLE)) ?? []
    if (column) this.fault('not-text', { column })
  }

  /** As a person counts the rows of the file, from 1. */
  get row(): number {
    return this.#row.row
  }

  get faults(): readonly Fault[] {
    return this.#faults
  }

  fault<C extends FaultCode>(reason: C, ...[place]: PlaceOf<C, Omit<Place, 'row'>>): void {
    const there = [{ ...place, row: this.#row.row }] as unknown as PlaceOf<C>
    this.#faults.push(faultOf(reason, ...there))
  }

  warn(reason: PlainWarningCode, column: Column): void {
    this.#warnings.add(() => warningOf(reason, { row: this.row, column }))
  }

  has(column: Column): boolean {
    return this.#header.columns.has(column)
  }

  /** The cleaned cell, `''` where the column is missing or the cell empty. */
  cell(column: Column): string {
    const at = this.#header.columns.get(column)
    return at === undefined ? '' : (this.#row.cells[at] ?? '')
  }

  /** What a cell says, where a workbook keeps it as a number. */
  protected number(column: Column): number | null {
    if (!this.#row.numbers) return null
    const at = this.#header.columns.get(column)
    if (at === undefined || !this.#row.numbers.columns.has(at)) return null
    return Number(this.#row.cells[at])
  }

  protected time(column: Column): TimeCell {
    const system = this.#row.numbers?.system ?? null
    return { text: asciiDigits(this.cell(column)), number: this.number(column), system }
  }

  /** Whether a cell is filled; one that is not is a fault. */
  protected required(column: Column): boolean {
    const given = this.cell(column) !== ''
    if (!given) this.fault('missing-value', { column })
    return given
  }
}

function isUnreadable(cell: string): boolean {
  return cell.includes(UNREADABLE)
}
