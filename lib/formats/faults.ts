import { asciiDigits } from './characters.ts'
import type { Language } from './language.ts'
import { type DetailedCode, type Details, type DetailsOf, type MessageCode, messageOf } from './messages.ts'

export const WARNING_CODES = [
  'ref-unusual-length',
  'total-row',
  'title-row',
  'repeated-header',
  'suspended-at-unused',
  'status-kept',
  'no-rows',
  'more-warnings',
] as const satisfies readonly MessageCode[]
export type WarningCode = (typeof WARNING_CODES)[number]
export type FaultCode = Exclude<MessageCode, Exclude<WarningCode, 'no-rows'>>
/** Codes whose sentence needs no details. */
export type PlainFaultCode = Exclude<FaultCode, DetailedCode>
export type PlainWarningCode = Exclude<WarningCode, DetailedCode>

/** Why a file was refused, at one place of it. `row` counts as a spreadsheet does, 1 first. */
export interface Fault {
  readonly row: number | null
  /** Canonical name of the column; of one that is not read, the header as written. */
  readonly column: string | null
  /** As written, at most 60 characters; of a reference id only the last 4 digits, of what may be a person the initials. */
  readonly value: string | null
  readonly reason: FaultCode
  /** What a data operator should change, in English until it is said `inLanguage`. */
  readonly message: string
  /** What the sentence was completed with, for another language; left out where there is nothing. */
  readonly details?: Details
}

/** What was taken all the same, and should be looked at. */
export interface Warning {
  readonly row: number | null
  readonly column: string | null
  readonly reason: WarningCode
  readonly message: string
  readonly details?: Details
}

export interface Refusal {
  readonly faults: readonly Fault[]
}

/** Where a fault stands. */
export interface Place {
  readonly row?: number | null
  readonly column?: string | null
  readonly value?: string | null
}

type Detailed<C extends MessageCode> = [C] extends [Exclude<MessageCode, DetailedCode>]
  ? object
  : { readonly details: DetailsOf[C & DetailedCode] }
/** Where a fault of that code stands, with what its sentence needs: optional where it needs nothing. */
export type PlaceOf<C extends MessageCode, P = Place> = [C] extends [Exclude<MessageCode, DetailedCode>]
  ? readonly [place?: P]
  : readonly [place: P & Detailed<C>]

const LISTED = 1000
const SHOWN_CHARACTERS = 60
// Reference ids, phones and identity numbers, also where they slipped into another column.
const PERSONAL_NUMBER = /\d{9,}|\d{4}[ -]\d{4}[ -]\d{4}|\d{5}[ -]\d{5}/g

/** Codes whose value names a centre, or is a word that was known. */
const OF_NO_PERSON: ReadonlySet<FaultCode> = new Set([
  ...(['unknown-centre', 'other-centre', 'repeated-centre', 'too-many-rows-in-centre-day'] as const),
  'total-in-register',
])
const PHOTO_ID = /\b[A-Za-z]{1,5}\d{4,}[A-Za-z]?\b/g
const WORD = /\p{L}[\p{L}\p{M}]*/gu
const INITIALS = 2

export function faultOf<C extends FaultCode>(reason: C, ...[place]: PlaceOf<C>): Fault {
  const { row = null, column = null, value = null, details }: Place & { details?: Details } = place ?? {}
  const shown = value === null ? null : shownValue(reason, column, value)
  return { row, column, value: shown, reason, ...said(reason, column, details) }
}

export function warningOf<C extends WarningCode>(
  reason: C,
  ...[place]: PlaceOf<C, Omit<Place, 'value'>>
): Warning {
  const { row = null, column = null, details }: Place & { details?: Details } = place ?? {}
  return { row, column, reason, ...said(reason, column, details) }
}

export function refusalOf<C extends FaultCode>(reason: C, ...place: PlaceOf<C>): Refusal {
  return { faults: [faultOf(reason, ...place)] }
}

/** The same fault or warning with its sentence in another language; whoever stands at the edge knows which. */
export function inLanguage<T extends Fault | Warning>(told: T, language: Language): T {
  return { ...told, message: messageOf(told.reason, told.column, told.details, language) }
}

function said(reason: MessageCode, column: string | null, details: Details | undefined) {
  const message = messageOf(reason, column, details)
  return details === undefined || Object.keys(details).length === 0 ? { message } : { message, details }
}

/** A header as it may be repeated to its sender: short, and without long numbers should it be no header at all. */
export function shownName(name: string): string {
  return clip(maskNumbers(name))
}

function shownValue(reason: FaultCode, column: string | null, value: string): string {
  if (column === 'beneficiary_ref') return `…${lastDigits(asciiDigits(value))}`
  const masked = maskNumbers(value)
  return clip(OF_NO_PERSON.has(reason) ? masked : maskPerson(masked))
}

/** A name, an address or the number of a photo id that slipped into a column of dates, numbers or known words. */
function maskPerson(text: string): string {
  const masked = text.replace(PHOTO_ID, (number) => `…${number.slice(-4)}`)
  if ((masked.match(WORD)?.length ?? 0) < 2) return masked
  return masked.replace(WORD, (word) => (word.length <= INITIALS ? word : `${[...word][0]}…`))
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
  new CappedList((more) => faultOf('more-faults', { details: { count: more } }))
export const warningList = (): CappedList<Warning> =>
  new CappedList((more) => warningOf('more-warnings', { details: { count: more } }))
