import { numberKey } from '../../domain/packed/columns.ts'
import { highOf, NO_REF, splitOf } from '../../domain/packed/refs.ts'
import { endOf, mayBeTotal, textOf } from './ascii.ts'
import { ENDS, ODD, ODD_FIRST, REFUSED } from './byte-classes.ts'
import type { CellReader } from './cell-reader.ts'
import { fourDigits, isDigit, isDigits, lastTwoDigits, numberOf } from './digits.ts'
import { HASH_FACTOR, HASH_START } from './texts.ts'

const REF_DIGITS = 14
/** Others are taken, and warned of, from so many digits to so many. */
const FEWEST_DIGITS = 10
const MOST_DIGITS = 16
/** Up to so many digits a token's number is its own key. */
const KEY_DIGITS = 9
const LONGEST_ID = 100
const ZERO = 48

/** Reads what is another text in every row. Each method answers the byte behind the cell, -1 where it cannot be told. */
export class IdReader {
  /** Of a ref, as `RefColumn` holds it, by its bits. */
  high = 0
  low = 0
  /** The ref is taken, but not of as many digits as refs have. */
  isUnusual = false
  /** Of a token's number or a certificate's id, by its bits. */
  key = 0
  readonly #classes: Uint8Array
  readonly #cells: CellReader

  constructor(classes: Uint8Array, cells: CellReader) {
    this.#classes = classes
    this.#cells = cells
    this.forgetRef()
  }

  forgetRef(): void {
    this.high = NO_REF | 0
    this.low = 0
    this.isUnusual = false
  }

  ref(bytes: Uint8Array, view: DataView, at: number): number {
    if (this.#classes[bytes[at]!]! & ENDS) {
      this.forgetRef()
      return at
    }
    const [a, b] = [view.getInt32(at, true), view.getInt32(at + 2, true)]
    const [c, d] = [view.getInt32(at + 6, true), view.getInt32(at + 10, true)]
    const isUsual = isDigits(a) && isDigits(b) && isDigits(c) && isDigits(d)
    if (!isUsual || !(this.#classes[bytes[at + REF_DIGITS]!]! & ENDS)) return this.#unusualRef(bytes, at)
    this.isUnusual = false
    this.high = highOf(REF_DIGITS, fourDigits(a) * 100 + lastTwoDigits(b))
    this.low = fourDigits(c) * 10_000 + fourDigits(d)
    return at + REF_DIGITS
  }

  #unusualRef(bytes: Uint8Array, from: number): number {
    let to = from
    while (to - from <= MOST_DIGITS && isDigit(bytes[to]!)) to++
    const length = to - from
    if (length < FEWEST_DIGITS || length > MOST_DIGITS) return -1
    const split = from + splitOf(length)
    this.high = highOf(length, numberOf(bytes, from, split)) | 0
    this.low = numberOf(bytes, split, to)
    this.isUnusual = true
    return to
  }

  tokenNo(bytes: Uint8Array, from: number): number {
    let number = 0
    let at = from
    for (const most = from + KEY_DIGITS; at < most; at++) {
      const digit = bytes[at]! - ZERO
      if (digit < 0 || digit > 9) break
      number = number * 10 + digit
    }
    if (at === from || !(this.#classes[bytes[at]!]! & ENDS)) return this.#oddTokenNo(bytes, from)
    this.key = number
    return at
  }

  #oddTokenNo(bytes: Uint8Array, from: number): number {
    const end = endOf(bytes, from, this.#classes)
    if (end < 0) return -1
    const tokenNo = this.#cells.tokenNo(textOf(bytes, from, end))
    if (tokenNo === null) return -1
    this.key = numberKey(tokenNo) | 0
    return end
  }

  certificateId(bytes: Uint8Array, from: number): number {
    const classes = this.#classes
    let hash = HASH_START
    const first = classes[bytes[from]!]!
    let seen = 0
    let at = from
    for (; ; at++) {
      const byte = bytes[at]!
      seen |= classes[byte]!
      if (seen & (ENDS | REFUSED)) break
      hash = Math.imul(hash ^ byte, HASH_FACTOR)
    }
    if (seen & REFUSED) return -1
    const length = at - from
    const isOdd = ((seen & ODD) | (first & ODD_FIRST)) !== 0 || length === 0 || length > LONGEST_ID
    if (isOdd || mayBeTotal(bytes, from)) {
      if (this.#cells.id('certificate_id', textOf(bytes, from, at)) === null) return -1
    }
    this.key = hash
    return at
  }
}
