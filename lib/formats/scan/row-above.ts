/** Longest run of cells that is compared, in bytes; its words are 4 bytes each. */
const MOST_WORDS = 32
const MOST_BYTES = 4 * MOST_WORDS

/**
 * What stood in each step of the row above, to find with a few comparisons of four bytes that the same stands there
 * again: it is then valid, ends where that did, and means what that meant.
 */
export class RowAbove {
  readonly #words: Int32Array
  /** Whole words of each step; one more is compared in part. */
  readonly #whole: Int32Array
  readonly #mask: Int32Array
  readonly #length: Int32Array

  constructor(steps: number) {
    this.#words = new Int32Array(steps * MOST_WORDS)
    this.#whole = new Int32Array(steps)
    this.#mask = new Int32Array(steps)
    this.#length = new Int32Array(steps)
    for (let step = 0; step < steps; step++) this.#forget(step)
  }

  /** How many bytes from `at` on are the same as in the row above; 0: they are not, or nothing is known of it. */
  same(step: number, view: DataView, at: number): number {
    const first = step * MOST_WORDS
    const whole = this.#whole[step]!
    const words = this.#words
    for (let word = 0; word < whole; word++) {
      if (view.getInt32(at + 4 * word, true) !== words[first + word]) return 0
    }
    const rest = view.getInt32(at + 4 * whole, true) & this.#mask[step]!
    return rest === words[first + whole] ? this.#length[step]! : 0
  }

  /** The bytes must be followed by three others at least. */
  remember(step: number, view: DataView, from: number, to: number): void {
    const length = to - from
    if (length >= MOST_BYTES) {
      this.#forget(step)
      return
    }
    const first = step * MOST_WORDS
    const whole = length >> 2
    for (let word = 0; word <= whole; word++) this.#words[first + word] = view.getInt32(from + 4 * word, true)
    this.#mask[step] = (1 << (8 * (length & 3))) - 1
    this.#words[first + whole]! &= this.#mask[step]!
    this.#whole[step] = whole
    this.#length[step] = length
  }

  /** Nothing masked by 0 is 1. */
  #forget(step: number): void {
    this.#whole[step] = 0
    this.#mask[step] = 0
    this.#words[step * MOST_WORDS] = 1
    this.#length[step] = 0
  }
}
