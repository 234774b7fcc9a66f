import type { Instant } from '../rows.ts'
import type { CertificateColumns, TokenColumns } from './columns.ts'
import { type RefColumn, TEXT_REF } from './refs.ts'

/** The columns of many legs end to end, so that a row of any leg is one number. */
export interface Joined {
  readonly length: number
  readonly high: Uint32Array
  readonly low: Uint32Array
  readonly dose: Uint8Array
  readonly issuedAt: Float64Array
  /** The centre-day of each row by its number; -1: the row is not seen, or does not count. */
  readonly place: Int32Array
}

export interface JoinedTokens extends Joined {
  readonly outcome: Uint8Array
  readonly number: Uint32Array
}

export interface JoinedCertificates extends Joined {
  readonly id: Uint32Array
  readonly status: Uint8Array
}

/** Columns of a leg or a block. */
export interface Placed<C> {
  readonly columns: C
  /** Of a leg the number of its centre-day; of a block that of each of its own, -1 where its rows are not seen. */
  readonly place: number | Int32Array
  /** Of a block the own centre-day of each row. */
  readonly ownPlace?: Int32Array
}

/** Numbers for refs that are other text, the same in every leg. */
export class TextRefs {
  readonly #numbers = new Map<string, number>()

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

export function joinTokens(
  legs: readonly Placed<TokenColumns>[],
  limit: Instant,
  texts: TextRefs,
): JoinedTokens {
  const joined = join(legs, limit, texts)
  const outcome = new Uint8Array(joined.length)
  const number = new Uint32Array(joined.length)
  endToEnd(legs, ({ columns }, from) => {
    outcome.set(columns.outcome, from)
    number.set(columns.number, from)
  })
  return { ...joined, outcome, number }
}

export function joinCertificates(
  legs: readonly Placed<CertificateColumns>[],
  limit: Instant,
  texts: TextRefs,
): JoinedCertificates {
  const joined = join(legs, limit, texts)
  const id = new Uint32Array(joined.length)
  const status = new Uint8Array(joined.length)
  endToEnd(legs, ({ columns }, from) => {
    id.set(columns.id, from)
    status.set(columns.status, from)
  })
  return { ...joined, id, status }
}

type Columns = TokenColumns | CertificateColumns

function join(legs: readonly Placed<Columns>[], limit: Instant, texts: TextRefs): Joined {
  const length = legs.reduce((sum, { columns }) => sum + columns.length, 0)
  const high = new Uint32Array(length)
  const low = new Uint32Array(length)
  const dose = new Uint8Array(length)
  const issuedAt = new Float64Array(length)
  const place = new Int32Array(length)
  endToEnd(legs, (leg, from) => {
    const { columns } = leg
    high.set(columns.refs.high, from)
    low.set(columns.refs.low, from)
    dose.set(columns.dose, from)
    issuedAt.set(columns.issuedAt, from)
    setPlaces(leg, place, from)
    if (columns.refs.texts.length > 0) renumber(columns.refs, low, from, texts)
  })
  // NaN is after nothing: rows without a time are seen.
  if (limit < Number.POSITIVE_INFINITY) {
    for (let row = 0; row < length; row++) if (issuedAt[row]! > limit) place[row] = -1
  }
  return { length, high, low, dose, issuedAt, place }
}

function setPlaces({ columns, place, ownPlace }: Placed<Columns>, into: Int32Array, from: number): void {
  if (typeof place === 'number') {
    into.fill(place, from, from + columns.length)
    return
  }
  for (let row = 0; row < columns.length; row++) into[from + row] = place[ownPlace![row]!]!
}

function renumber({ high, low, texts }: RefColumn, into: Uint32Array, from: number, known: TextRefs): void {
  for (let row = 0; row < high.length; row++) {
    if (high[row] === TEXT_REF) into[from + row] = known.numberOf(texts[low[row]!]!)
  }
}

function endToEnd<L extends Placed<Columns>>(
  legs: readonly L[],
  visit: (leg: L, from: number) => void,
): void {
  let from = 0
  for (const leg of legs) {
    visit(leg, from)
    from += leg.columns.length
  }
}
