/**
 * Chance that is the same on every machine: integers alone, no function of the floating point library. The generator
 * is xoshiro128** 1.1 (Blackman and Vigna 2018, public domain); its state is filled from the numbers that name a stream
 * by the finaliser of MurmurHash3 (Appleby, public domain). A stream for each centre and day of its own keeps a
 * change in one place from changing all others.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 0
    this.#b = b | 0
    this.#c = c | 0
    this.#d = d | 0
  }

  /** The stream that these whole numbers name. */
  static of(...names: readonly number[]): Random {
    let hash = 0x243f6a88
    for (const name of names) hash = scramble(hash ^ scramble(name + 0x9e3779b9))
    const word = (n: number): number => scramble(hash + Math.imul(n, 0x9e3779b9))
    return new Random(word(1), word(2), word(3), word(4) | 1)
  }

  /** The next 32 bits, as a whole number from 0. */
  next(): number {
    const five = Math.imul(this.#b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9)
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = (this.#d << 11) | (this.#d >>> 21)
    return result >>> 0
  }

  /** From 0 up to and without 1. */
  unit(): number {
    return this.next() / 0x1_0000_0000
  }

  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit)
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(share: number): boolean {
    return this.unit() < share
  }

  /** One of them; there must be one. */
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }

  /** `count` of them, or all where there are fewer, in another order (Fisher and Yates). */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from]
    const taken: T[] = []
    while (taken.length < count && left.length > 0) {
      const at = this.below(left.length)
      taken.push(left[at]!)
      left[at] = left.at(-1)!
      left.pop()
    }
    return taken
  }

  shuffled<T>(rows: readonly T[]): T[] {
    return this.some(rows, rows.length)
  }
}

/** Every bit of the answer depends on every bit of the number. */
export function scramble(number: number): number {
  let bits = number | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
