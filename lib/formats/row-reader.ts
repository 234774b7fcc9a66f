import { daysBetween } from '../domain/calendar.ts'
import type { Instant, IsoDate, TokenOutcome } from '../domain/rows.ts'
import { asciiDigits } from './characters.ts'
import type { Column } from './columns.ts'
import type { ParseContext } from './context.ts'
import { isId, readId } from './ids.ts'
import { RowCells } from './row-cells.ts'
import { hasLostDigits } from './serials.ts'
import type { Sheet } from './sheet.ts'
import { isBareTime, readDateCell, readInstantCell, readMinuteCell, readMomentCell } from './time-cells.ts'
import { type Clock, createClock } from './times.ts'
import { isScientific, judgeRef, readCount, readDose, readMark, readOutcome } from './values.ts'

const LONGEST_TEXT = 200
// A spreadsheet shows numbers of 12 digits and more as `4.13718E+13`. A reference id has 10 at least, and a column
// may be so narrow that all of them are cut.
const SHORTEST_ROUNDED = 12
const SHORTEST_ROUNDED_REF = 10

/**
 * Reads the cells of one row at a time by column. What cannot be read becomes a fault of the row, and the value
 * returned for it is a placeholder: it is used only where the row has no fault.
 */
export class RowReader extends RowCells {
  readonly context: ParseContext
  readonly #clock: Clock
  readonly #refPattern: RegExp | null

  constructor(sheet: Pick<Sheet, 'header' | 'warnings'>, context: ParseContext) {
    super(sheet)
    this.context = context
    this.#clock = createClock(context.timeZone, context.zMeans)
    this.#refPattern =
      context.refPattern === undefined ? null : new RegExp(`^(?:${context.refPattern})$`, 'u')
  }

  /** Free text of up to 200 characters. */
  text(column: Column): string {
    const text = this.cell(column)
    if (text.length > LONGEST_TEXT) this.fault('text-too-long', { column, value: text })
    return text
  }

  /** An id that may be missing. */
  optionalId(column: Column): string {
    const id = readId(this.cell(column))
    const isCut = this.number(column) !== null && hasLostDigits(id, SHORTEST_ROUNDED)
    if (isCut || isScientific(id)) this.fault('ref-in-scientific-notation', { column, value: id })
    else if (!isId(id)) this.fault('bad-id', { column, value: id })
    return id
  }

  /** An id that may not be missing. */
  id(column: Column): string {
    return this.required(column) ? this.optionalId(column) : ''
  }

  /** A calendar day. With `orDateTime` a moment is taken too, and is the district's day on which it fell. */
  date(column: Column, orDateTime = false): IsoDate {
    if (!this.required(column)) return ''
    const date = readDateCell(this.time(column), this.#clock, orDateTime)
    if (!date) this.fault('bad-date', { column, value: this.cell(column) })
    return date ?? ''
  }

  /** The day that the row speaks of, where one can be read; never a fault. */
  dateIfAny(column: Column): IsoDate | null {
    return readDateCell(this.time(column), this.#clock, true)
  }

  /** A bare time is of `date`; where that was no date, a bare time cannot be judged and is let pass. */
  instant(column: Column, date: IsoDate): Instant | null {
    const time = this.time(column)
    if (time.text === '' || (date === '' && isBareTime(time))) return null
    return this.#orBadTime(column, readInstantCell(time, date, this.#clock))
  }

  /** A moment with its own date, or the beginning of a day. */
  moment(column: Column): Instant | null {
    const time = this.time(column)
    return time.text === '' ? null : this.#orBadTime(column, readMomentCell(time, this.#clock))
  }

  /** Minutes after midnight. */
  minuteOfDay(column: Column): number | null {
    const time = this.time(column)
    return time.text === '' ? null : this.#orBadTime(column, readMinuteCell(time))
  }

  #orBadTime(column: Column, read: number | null): number | null {
    if (read === null) this.fault('bad-time', { column, value: this.cell(column) })
    return read
  }

  /** A whole number from 0 that may not be missing. */
  count(column: Column): number {
    return this.required(column) ? (this.optionalCount(column) ?? 0) : 0
  }

  /** Null where the cell is empty. */
  optionalCount(column: Column): number | null {
    const value = asciiDigits(this.cell(column))
    if (value === '') return null
    const count = readCount(value)
    if (typeof count === 'number') return count
    this.fault(count, { column, value: this.cell(column) })
    return null
  }

  /** Null where the cell is empty. */
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
    const isLost = this.number(column) !== null && hasLostDigits(ref, SHORTEST_ROUNDED_REF)
    const reading = isLost ? 'ref-in-scientific-notation' : judgeRef(ref, this.#refPattern)
    if (reading === 'unusual-length') {
      this.warn('ref-unusual-length', column)
    } else if (reading === 'bad-ref' && this.#refPattern) {
      this.fault('bad-ref-for-district', { column, value: ref })
    } else if (reading !== 'usual') this.fault(reading, { column, value: ref })
    return ref
  }

  requiredRef(): string {
    return this.required('beneficiary_ref') ? this.ref() : ''
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

  /** As its own column says: `vaccinated` where that is blank. */
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
}
