/**
 * Refs as two 32-bit numbers, so that rows are compared and looked up without touching text. A ref of 1 to 16 digits
 * is held exactly: the low number is its last 8 digits, the high one the digits before them and how many there are in
 * all, so that `012` is another than `12`. Of any other text the low number is its place in a list.
 */

/** The high number of a row without a ref: it equals nothing. */
export const NO_REF = 0xffff_ffff
/** The high number of a ref that is not 1 to 16 digits. */
export const TEXT_REF = 0xffff_fffe

const MOST_DIGITS = 16
const LOW_DIGITS = 8
const SPAN = 10 ** LOW_DIGITS

export interface RefColumn {
  readonly high: Uint32Array
  readonly low: Uint32Array
  /** Refs that are other text, by their low number. */
  readonly texts: readonly string[]
}

export function packRefs(rows: readonly { readonly ref: string }[]): RefColumn {
  const high = new Uint32Array(rows.length)
  const low = new Uint32Array(rows.length)
  const texts: string[] = []
  for (const [at, { ref }] of rows.entries()) {
    if (packDigits(ref, high, low, at)) continue
    high[at] = TEXT_REF
    low[at] = texts.push(ref) - 1
  }
  return { high, low, texts }
}

/** False: the ref is other text than digits. */
function packDigits(ref: string, high: Uint32Array, low: Uint32Array, at: number): boolean {
  const { length } = ref
  if (length > MOST_DIGITS) return false
  const split = splitOf(length)
  const head = digits(ref, 0, split)
  const tail = digits(ref, split, length)
  if (head < 0 || tail < 0) return false
  high[at] = length === 0 ? NO_REF : highOf(length, head)
  low[at] = tail
  return true
}

/** Where the last digits of a ref begin, which are its low number. */
export function splitOf(length: number): number {
  return Math.max(0, length - LOW_DIGITS)
}

/** `head` is the number that the digits before the last 8 stand for. */
export function highOf(length: number, head: number): number {
  return (length - 1) * SPAN + head
}

function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}
