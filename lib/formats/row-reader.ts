import type { Instant, IsoDate, TokenOutcome } from '../domain/rows.ts'
import { asciiDigits } from './characters.ts'
import type { Column } from './columns.ts'
import type { ParseContext } from './context.ts'
import { readDate } from './dates.ts'
import { UNREADABLE } from './decode.ts'
import {
  type CappedList,
  type Fault,
  type FaultCode,
  faultOf,
  type Place,
  type Warning,
  warningOf,
} from './faults.ts'
import type { Header } from './headers.ts'
import type { Sheet } from './sheet.ts'
import type { TableRow } from './table.ts'
import { type Clock, createClock, readDateTime, readInstant, readTimeOfDay } from './times.ts'
import { judgeRef, readCount, readDose, readOutcome } from './values.ts'

const LONGEST_ID = 100
const LONGEST_TEXT = 200
const REF_OF_DIGITS = ' of digits (14 as a rule, 10 to 16 at most)'
const REF_OF_DISTRICT = ' of the form that the district uses'
/** Control characters, halves of a character, and marks that turn the direction: what `lib/contracts/texts.ts` refuses too. */
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u

/**
 * Reads the cells of one row at a time by column. What cannot be read becomes a fault of the row, and the value
 * returned for it is a placeholder: it is used only where the row has no fault.
 */
export class RowReader {
  readonly context: ParseContext
  readonly #header: Header
  readonly #columns: readonly (readonly [Column, number])[]
  readonly #least: number
  readonly #clock: Clock
  readonly #refPattern: RegExp | null
  readonly #refHint: string
  readonly #warnings: CappedList<Warning>
  #row: TableRow = { row: 0, cells: [] }
  #faults: Fault[] = []

  constructor({ header, warnings }: Sheet, context: ParseContext) {
    this.context = context
    this.#header = header
    this.#columns = [...header.columns]
    this.#least = header.leastCells
    this.#clock = createClock(context.timeZone)
    this.#refPattern =
      context.refPattern === undefined ? null : new RegExp(`^(?:${context.refPattern})$`, 'u')
    this.#refHint = context.refPattern === undefined ? REF_OF_DIGITS : REF_OF_DISTRICT
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
    else if (excess || cells.length < this.#least) {
      this.fault('ragged-row', { hint: `${cells.length} cells where the header has ${this.#header.width}` })
    }
  }

  /** `not-text` for the first column that is read and has a character which could not be. */
  faultUnreadable(): void {
    const { cells } = this.#row
    const [column] = this.#columns.find(([, at]) => cells[at]?.includes(UNREADABLE)) ?? []
    if (column) this.fault('not-text', { column })
  }

  get row(): number {
    return this.#row.row
  }

  get faults(): readonly Fault[] {
    return this.#faults
  }

  fault(reason: FaultCode, place: Omit<Place, 'row'> = {}): void {
    this.#faults.push(faultOf(reason, { ...place, row: this.#row.row }))
  }

  has(column: Column): boolean {
    return this.#header.columns.has(column)
  }

  /** The cleaned cell, `''` where the column is missing or the cell empty. */
  cell(column: Column): string {
    const at = this.#header.columns.get(column)
    return at === undefined ? '' : (this.#row.cells[at] ?? '')
  }

  /** Free text of up to 200 characters. */
  text(column: Column): string {
    const text = this.cell(column)
    if (text.length > LONGEST_TEXT) this.fault('text-too-long', { column, value: text })
    return text
  }

  /** An id that may be missing. */
  optionalId(column: Column): string {
    const id = asciiDigits(this.cell(column))
    if (id.length > LONGEST_ID || UNWANTED.test(id)) this.fault('bad-id', { column, value: id })
    return id
  }

  id(column: Column): string {
    return this.#required(column) ? this.optionalId(column) : ''
  }

  /** A calendar day. With `orDateTime` a moment is taken too, and is the district's day on which it fell. */
  date(column: Column, orDateTime = false): IsoDate {
    if (!this.#required(column)) return ''
    const value = asciiDigits(this.cell(column))
    const date = readDate(value) ?? (orDateTime ? readDateTime(value, this.#clock)?.date : null)
    if (!date) this.fault('bad-date', { column, value: this.cell(column) })
    return date ?? ''
  }

  /** A bare time is of `date`; where that was no date, a bare time cannot be judged and is let pass. */
  instant(column: Column, date: IsoDate): Instant | null {
    const value = asciiDigits(this.cell(column))
    if (value === '' || (date === '' && readTimeOfDay(value) !== null)) return null
    const instant = readInstant(value, date, this.#clock)
    if (instant === null) this.fault('bad-time', { column, value: this.cell(column) })
    return instant
  }

  /** A moment with its own date, or the beginning of a day. */
  moment(column: Column): Instant | null {
    const value = asciiDigits(this.cell(column))
    if (value === '') return null
    const date = readDate(value)
    if (date) return this.#clock.instant(date, 0)
    const moment = readDateTime(value, this.#clock)
    if (!moment) this.fault('bad-time', { column, value: this.cell(column) })
    return moment?.instant ?? null
  }

  /** Minutes after midnight. */
  minuteOfDay(column: Column): number | null {
    const value = asciiDigits(this.cell(column))
    if (value === '') return null
    const ofDay = readTimeOfDay(value)
    if (ofDay === null) this.fault('bad-time', { column, value: this.cell(column) })
    return ofDay === null ? null : Math.floor(ofDay / 60_000)
  }

  count(column: Column): number {
    return this.#required(column) ? (this.optionalCount(column) ?? 0) : 0
  }

  optionalCount(column: Column): number | null {
    const value = asciiDigits(this.cell(column))
    if (value === '') return null
    const count = readCount(value)
    if (typeof count === 'number') return count
    this.fault(count, { column, value: this.cell(column) })
    return null
  }

  dose(): number | null {
    const value = asciiDigits(this.cell('dose'))
    if (value === '') return null
    const dose = readDose(value)
    if (dose === null) this.fault('bad-dose', { column: 'dose', value: this.cell('dose') })
    return dose
  }

  /** `''` where the row has none. */
  ref(): string {
    const column = 'beneficiary_ref'
    const ref = asciiDigits(this.cell(column))
    if (ref === '') return ref
    const reading = judgeRef(ref, this.#refPattern)
    if (reading === 'unusual-length') {
      this.#warnings.add(() => warningOf('ref-unusual-length', { row: this.row, column }))
    } else if (reading !== 'usual') this.fault(reading, { column, value: ref, hint: this.#refHint })
    return ref
  }

  requiredRef(): string {
    return this.#required('beneficiary_ref') ? this.ref() : ''
  }

  outcome(): TokenOutcome {
    const outcome = readOutcome(this.cell('outcome'))
    if (outcome === null) this.fault('bad-outcome', { column: 'outcome', value: this.cell('outcome') })
    return outcome ?? 'vaccinated'
  }

  /** `read` knows the words, `allowed` lists them for the person who wrote another. */
  status<T extends string>(read: (text: string) => T | null, allowed: string, otherwise: T): T {
    const status = read(this.cell('status'))
    if (status === null)
      this.fault('bad-status', { column: 'status', value: this.cell('status'), hint: allowed })
    return status ?? otherwise
  }

  warn(reason: Warning['reason'], column: Column): void {
    this.#warnings.add(() => warningOf(reason, { row: this.row, column }))
  }

  #required(column: Column): boolean {
    const given = this.cell(column) !== ''
    if (!given) this.fault('missing-value', { column })
    return given
  }
}
