/** FNV-1a, as `hashText` of the columns goes on with one more byte. */
export const HASH_START = 0x811c9dc5 | 0
export const HASH_FACTOR = 0x01000193

/**
 * Texts of a column that repeat, each with a number: 0, 1, ... in the order in which they were first met. They are
 * looked up by their bytes, so that no string is made of a text that is known.
 */
export class Texts {
  #slots = new Int32Array(1024)
  #hashes = new Int32Array(512)
  #begins = new Int32Array(513)
  #pool = new Uint8Array(8192)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Of the bytes from one on to another, whose hash is known; -1 where they are new. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let at = mixed(hash) & mask; ; at = (at + 1) & mask) {
      const number = slots[at]! - 1
      if (number === -1) return -1
      if (this.#hashes[number] === hash && this.#isText(number, bytes, from, to)) return number
    }
  }

  /** Of the bytes from one on to another, which are added where they are new. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = HASH_START
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, HASH_FACTOR)
    const known = this.find(bytes, from, to, hash)
    return known < 0 ? this.add(bytes, from, to, hash) : known
  }

  add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const number = this.#size
    if (number === this.#hashes.length) this.#grow()
    const begin = this.#begins[number]!
    const end = begin + to - from
    if (end > this.#pool.length) this.#pool = grown(this.#pool, new Uint8Array(2 * end))
    this.#pool.set(bytes.subarray(from, to), begin)
    this.#begins[number + 1] = end
    this.#hashes[number] = hash
    this.#size++
    this.#enter(number)
    return number
  }

  #isText(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const begin = this.#begins[number]!
    if (this.#begins[number + 1]! - begin !== to - from) return false
    const shift = from - begin
    for (let at = begin; at < this.#begins[number + 1]!; at++) {
      if (this.#pool[at] !== bytes[at + shift]) return false
    }
    return true
  }

  #grow(): void {
    const room = 2 * this.#hashes.length
    this.#hashes = grown(this.#hashes, new Int32Array(room))
    this.#begins = grown(this.#begins, new Int32Array(room + 1))
    this.#slots = new Int32Array(2 * room)
    for (let number = 0; number < this.#size; number++) this.#enter(number)
  }

  #enter(number: number): void {
    const mask = this.#slots.length - 1
    let at = mixed(this.#hashes[number]!) & mask
    while (this.#slots[at] !== 0) at = (at + 1) & mask
    this.#slots[at] = number + 1
  }
}

/** The low bits of the hash of texts that differ in their last byte alone are much alike. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15)
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
