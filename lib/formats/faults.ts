import { asciiDigits } from './characters.ts'
import { type MessageCode, messageOf } from './messages.ts'

export type WarningCode =
  | 'ref-unusual-length'
  | 'total-row'
  | 'title-row'
  | 'repeated-header'
  | 'suspended-at-unused'
  | 'no-rows'
  | 'more-warnings'
export type FaultCode = Exclude<MessageCode, Exclude<WarningCode, 'no-rows'>>

/** Why a file was refused, at one place of it. `row` counts as a spreadsheet does, 1 first. */
export interface Fault {
  readonly row: number | null
  /** Canonical name of the column; of one that is not read, the header as written. */
  readonly column: string | null
  /** As written, at most 60 characters; of a reference id only the last 4 digits. */
  readonly value: string | null
  readonly reason: FaultCode
  /** What a data operator should change. */
  readonly message: string
}

/** What was taken all the same, and should be looked at. */
export interface Warning {
  readonly row: number | null
  readonly column: string | null
  readonly reason: WarningCode
  readonly message: string
}

export interface Refusal {
  readonly faults: readonly Fault[]
}

/** Where a fault stands; `hint` completes its sentence and must not carry a citizen's data. */
export interface Place {
  readonly row?: number | null
  readonly column?: string | null
  readonly value?: string | null
  readonly hint?: string
}

const LISTED = 1000
const SHOWN_CHARACTERS = 60
// Reference ids, phones and identity numbers, also where they slipped into another column.
const PERSONAL_NUMBER = /\d{9,}|\d{4}[ -]\d{4}[ -]\d{4}|\d{5}[ -]\d{5}/g

export function faultOf(reason: FaultCode, place: Place = {}): Fault {
  const { row = null, column = null, value = null, hint } = place
  const shown = value === null ? null : shownValue(column, value)
  return { row, column, value: shown, reason, message: messageOf(reason, column, hint) }
}

export function warningOf(reason: WarningCode, place: Omit<Place, 'value'> = {}): Warning {
  const { row = null, column = null, hint } = place
  return { row, column, reason, message: messageOf(reason, column, hint) }
}

export function refusalOf(reason: FaultCode, place: Place = {}): Refusal {
  return { faults: [faultOf(reason, place)] }
}

/** A header as it may be repeated to its sender: short, and without long numbers should it be no header at all. */
export function shownName(name: string): string {
  return clip(maskNumbers(name))
}

function shownValue(column: string | null, value: string): string {
  if (column === 'beneficiary_ref') return `…${lastDigits(asciiDigits(value))}`
  return clip(maskNumbers(value))
}

function maskNumbers(text: string): string {
  const digits = asciiDigits(text)
  const masked = digits.replace(PERSONAL_NUMBER, (number) => `…${number.slice(-4)}`)
  return masked === digits ? text : masked
}

function lastDigits(text: string): string {
  return text.replace(/\D/g, '').slice(-4)
}

function clip(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text
  // By code point, so that no pair of surrogates is cut in half; each is one or two units long.
  const start = [...text.slice(0, 2 * SHOWN_CHARACTERS + 1)]
  return start.length <= SHOWN_CHARACTERS ? text : `${start.slice(0, SHOWN_CHARACTERS - 1).join('')}…`
}

/** Keeps the first thousand of what is added, counts the rest, and says so at the end. */
export class CappedList<T> {
  readonly #kept: T[] = []
  readonly #rest: (more: number) => T
  #count = 0

  constructor(rest: (more: number) => T) {
    this.#rest = rest
  }

  get count(): number {
    return this.#count
  }

  add(make: () => T): void {
    this.#count++
    if (this.#kept.length < LISTED) this.#kept.push(make())
  }

  list(): readonly T[] {
    const more = this.#count - this.#kept.length
    return more === 0 ? this.#kept : [...this.#kept, this.#rest(more)]
  }
}

export const faultList = (): CappedList<Fault> =>
  new CappedList((more) => faultOf('more-faults', { hint: String(more) }))
export const warningList = (): CappedList<Warning> =>
  new CappedList((more) => warningOf('more-warnings', { hint: String(more) }))
