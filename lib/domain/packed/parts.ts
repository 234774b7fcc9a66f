import { mix } from './hashing.ts'

/**
 * Rows dealt into parts by the hash of their key, so that a table for one part stays in the processor's cache: looking
 * a million keys up in one large table takes most of its time waiting for memory (Shatdal, Kant and Naughton, "Cache
 * conscious algorithms for relational query processing", 1994).
 */
export interface Parts {
  /** What is needed of a row, side by side and part after part; see the fields below. */
  readonly entries: Int32Array
  /** Where each part begins, in entries of FIELDS numbers; one more than there are parts. */
  readonly begins: Int32Array
}

/** The key of a row as two numbers, its number, and one more that is its owner's. */
export const HIGH = 0
export const LOW = 1
export const ROW = 2
export const NOTE = 3
export const FIELDS = 4

/** What is dealt out, row by row. */
export interface Keyed {
  readonly high: Uint32Array
  readonly low: Uint32Array
  /** LEFT_OUT: this row is not dealt out. */
  readonly note: Int32Array
}

export const LEFT_OUT = -2_147_483_648

const ROWS_A_PART = 8192
const MOST_BITS = 8

/** How many bits of a hash say the part, for so many rows. */
export function partBitsFor(rows: number): number {
  return Math.min(MOST_BITS, Math.max(0, 32 - Math.clz32(Math.floor(rows / ROWS_A_PART))))
}

/** A part is the top bits of the hash of a row's key; rows of a part are ascending. */
export function dealOut({ high, low, note }: Keyed, bits: number): Parts {
  const { length } = note
  const begins = new Int32Array(2 ** bits + 1)
  for (let row = 0; row < length; row++) {
    if (note[row] !== LEFT_OUT) begins[partFor(mix(high[row]!, low[row]!), bits) + 1]!++
  }
  for (let part = 0; part < 2 ** bits; part++) begins[part + 1]! += begins[part]!
  const next = begins.slice()
  const entries = new Int32Array(begins.at(-1)! * FIELDS)
  for (let row = 0; row < length; row++) {
    if (note[row] === LEFT_OUT) continue
    const at = next[partFor(mix(high[row]!, low[row]!), bits)]!++ * FIELDS
    entries[at + HIGH] = high[row]!
    entries[at + LOW] = low[row]!
    entries[at + ROW] = row
    entries[at + NOTE] = note[row]!
  }
  return { entries, begins }
}

function partFor(hash: number, bits: number): number {
  return bits === 0 ? 0 : hash >>> (32 - bits)
}

/** How many rows the fullest part has, of all sides together. */
export function fullest(...sides: readonly Parts[]): number {
  let most = 0
  for (let part = 0; part + 1 < sides[0]!.begins.length; part++) {
    most = Math.max(
      most,
      sides.reduce((sum, { begins }) => sum + begins[part + 1]! - begins[part]!, 0),
    )
  }
  return most
}
