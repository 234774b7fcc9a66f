import { daysBetween } from '../domain/calendar.ts'
import type { Instant, IsoDate, TokenOutcome } from '../domain/rows.ts'
import { asciiDigits } from './characters.ts'
import type { Column } from './columns.ts'
import type { ParseContext } from './context.ts'
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
import { hasLostDigits } from './serials.ts'
import type { Sheet } from './sheet.ts'
import type { TableRow } from './table.ts'
import {
  isBareTime,
  readDateCell,
  readInstantCell,
  readMinuteCell,
  readMomentCell,
  type TimeCell,
} from './time-cells.ts'
import { type Clock, createClock } from './times.ts'
import { isScientific, judgeRef, readCount, readDose, readMark, readOutcome } from './values.ts'

const LONGEST_ID = 100
const LONGEST_TEXT = 200
// A spreadsheet shows numbers of 12 digits and more as `4.13718E+13`. A reference id has 10 at least, and a column
// may be so narrow that all of them are cut.
const SHORTEST_ROUNDED = 12
const SHORTEST_ROUNDED_REF = 10
/** Control characters, halves of a character, and marks that turn the direction: what `lib/contracts/texts.ts` refuses too. */
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u

const PRINTABLE = /^[ -~]*$/

function isUnwanted(id: string): boolean {
  return !PRINTABLE.test(id) && UNWANTED.test(id)
}

function isUnreadable(cell: string): boolean {
  return cell.includes(UNREADABLE)
}

/**
 * Reads the cells of one row at a time by column. What cannot be read becomes a fault of the row, and the value
 * returned for it is a placeholder: it is used only where the row has no fault.
 */
/** What a spreadsheet shows in place of a value that it cannot work out. */
const SHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/
/** Several blanks in an id, or one of another width, look like one. */
const BLANKS = /[ \t\u00a0\u2000-\u200a\u202f\u3000]+/g

export class RowReader {
  readonly context: ParseContext
  readonly #header: Header
  readonly #columns: readonly (readonly [Column, number])[]
  readonly #least: number
  readonly #clock: Clock
  readonly #refPattern: RegExp | null
  readonly #warnings: CappedList<Warning>
  #row: TableRow = { row: 0, cells: [] }
  #faults: Fault[] = []

  constructor({ header, warnings }: Pick<Sheet, 'header' | 'warnings'>, context: ParseContext) {
    this.context = context
    this.#header = header
    this.#columns = [...header.columns]
    this.#least = header.leastCells
    this.#clock = createClock(context.timeZone, context.zMeans)
    this.#refPattern =
      context.refPattern === undefined ? null : new RegExp(`^(?:${context.refPattern})$`, 'u')
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

  has(column: Column): boolean {
    return this.#header.columns.has(column)
  }

  /** The cleaned cell, `''` where the column is missing or the cell empty. */
  cell(column: Column): string {
    const at = this.#header.columns.get(column)
    return at === undefined ? '' : (this.#row.cells[at] ?? '')
  }

  /** What a cell says, where a workbook keeps it as a number. */
  #number(column: Column): number | null {
    if (!this.#row.numbers) return null
    const at = this.#header.columns.get(column)
    if (at === undefined || !this.#row.numbers.columns.has(at)) return null
    return Number(this.#row.cells[at])
  }

  #time(column: Column): TimeCell {
    const system = this.#row.numbers?.system ?? null
    return { text: asciiDigits(this.cell(column)), number: this.#number(column), system }
  }

  /** Free text of up to 200 characters. */
  text(column: Column): string {
    const text = this.cell(column)
    if (text.length > LONGEST_TEXT) this.fault('text-too-long', { column, value: text })
    return text
  }

  /** An id that may be missing. */
  optionalId(column: Column): string {
    const id = asciiDigits(this.cell(column)).replace(BLANKS, ' ')
    const isCut = this.#number(column) !== null && hasLostDigits(id, SHORTEST_ROUNDED)
    if (isCut || isScientific(id)) {
      this.fault('ref-in-scientific-notation', { column, value: id })
    } else if (id.length > LONGEST_ID || isUnwanted(id) || SHEET_ERROR.test(id))
      this.fault('bad-id', { column, value: id })
    return id
  }

  id(column: Column): string {
    return this.#required(column) ? this.optionalId(column) : ''
  }

  /** A calendar day. With `orDateTime` a moment is taken too, and is the district's day on which it fell. */
  date(column: Column, orDateTime = false): IsoDate {
    if (!this.#required(column)) return ''
    const date = readDateCell(this.#time(column), this.#clock, orDateTime)
    if (!date) this.fault('bad-date', { column, value: this.cell(column) })
    return date ?? ''
  }

  /** The day that the row speaks of, where one can be read; never a fault. */
  dateIfAny(column: Column): IsoDate | null {
    return readDateCell(this.#time(column), this.#clock, true)
  }

  /** A bare time is of `date`; where that was no date, a bare time cannot be judged and is let pass. */
  instant(column: Column, date: IsoDate): Instant | null {
    const time = this.#time(column)
    if (time.text === '' || (date === '' && isBareTime(time))) return null
    return this.#orBadTime(column, readInstantCell(time, date, this.#clock))
  }

  /** A moment with its own date, or the beginning of a day. */
  moment(column: Column): Instant | null {
    const time = this.#time(column)
    return time.text === '' ? null : this.#orBadTime(column, readMomentCell(time, this.#clock))
  }

  /** Minutes after midnight. */
  minuteOfDay(column: Column): number | null {
    const time = this.#time(column)
    return time.text === '' ? null : this.#orBadTime(column, readMinuteCell(time))
  }

  #orBadTime(column: Column, read: number | null): number | null {
    if (read === null) this.fault('bad-time', { column, value: this.cell(column) })
    return read
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
    const isLost = this.#number(column) !== null && hasLostDigits(ref, SHORTEST_ROUNDED_REF)
    const reading = isLost ? 'ref-in-scientific-notation' : judgeRef(ref, this.#refPattern)
    if (reading === 'unusual-length') {
      this.#warnings.add(() => warningOf('ref-unusual-length', { row: this.row, column }))
    } else if (reading === 'bad-ref' && this.#refPattern) {
      this.fault('bad-ref-for-district', { column, value: ref })
    } else if (reading !== 'usual') this.fault(reading, { column, value: ref })
    return ref
  }

  requiredRef(): string {
    return this.#required('beneficiary_ref') ? this.ref() : ''
  }

  /** As the outcome says; where that is blank, as the columns by which some registers mark who was sent away. */
  tokenOutcome(): TokenOutcome {
    const said = this.outcome()
    const marked = this.#isMarked('deferred') ? 'deferred' : this.#isMarked('left') ? 'left' : said
    return this.cell('outcome') === '' ? marked : said
  }

  #isMarked(column: 'deferred' | 'left'): boolean {
    const mark = readMark(asciiDigits(this.cell(column)))
    if (mark === null) this.fault('bad-outcome', { column, value: this.cell(column) })
    return mark === true
  }

  /** Whole days from a date to a moment, on the district's clocks. */
  dayOf(instant: Instant, date: IsoDate): number {
    return daysBetween(date, this.#clock.date(instant))
  }

  outcome(): TokenOutcome {
    const outcome = readOutcome(this.cell('outcome'))
    if (outcome === null) this.fault('bad-outcome', { column: 'outcome', value: this.cell('outcome') })
    return outcome ?? 'vaccinated'
  }

  /** `read` knows the words, `unknown` is the fault of another. */
  status<T extends string>(
    read: (text: string) => T | null,
    unknown: 'bad-status' | 'bad-centre-status',
    otherwise: T,
  ): T {
    const status = read(this.cell('status'))
    if (status === null) this.fault(unknown, { column: 'status', value: this.cell('status') })
    return status ?? otherwise
  }

  warn(reason: PlainWarningCode, column: Column): void {
    this.#warnings.add(() => warningOf(reason, { row: this.row, column }))
  }

  #required(column: Column): boolean {
    const given = this.cell(column) !== ''
    if (!given) this.fault('missing-value', { column })
    return given
  }
}
