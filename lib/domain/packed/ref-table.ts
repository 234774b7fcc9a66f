import { bitsFor, mix } from './hashing.ts'
import { FIELDS, HIGH, LOW, type Parts } from './parts.ts'

/** Beside its key a slot holds the last entry of either side. */
export const TOKEN = 2
export const CERTIFICATE = 3
export type Side = typeof TOKEN | typeof CERTIFICATE

/** For each ref of a part the last of its tokens and of its certificates; those of one ref are chained. */
export class RefTable {
  readonly #partBits: number
  readonly #bits: number
  readonly #slots: Int32Array

  /** For at most `keys` rows of both sides together. */
  constructor(keys: number, partBits: number) {
    this.#partBits = partBits
    this.#bits = bitsFor(keys)
    this.#slots = new Int32Array(FIELDS * 2 ** this.#bits)
  }

  clear(): void {
    this.#slots.fill(0)
  }

  /**
   * Takes in one side of a part. `before` gets for each entry, counted within the part, the one of the same ref that
   * came before it, else -1; `slotOf` its slot.
   */
  chain(side: Side, { entries, begins }: Parts, part: number, before: Int32Array, slotOf: Int32Array): void {
    const slots = this.#slots
    const from = begins[part]!
    const count = begins[part + 1]! - from
    for (let entry = 0; entry < count; entry++) {
      const at = (from + entry) * FIELDS
      const slot = this.#slotOf(entries[at + HIGH]!, entries[at + LOW]!)
      slotOf[entry] = slot
      before[entry] = slots[slot + side]! - 1
      slots[slot + side] = entry + 1
    }
  }

  /** The last entry of that side in a slot, -1 where there is none. */
  last(slot: number, side: Side): number {
    return this.#slots[slot + side]! - 1
  }

  /** The slot of a ref, taken for it where it is new. Entries are numbered from 1 in it: 0 is none. */
  #slotOf(high: number, low: number): number {
    const slots = this.#slots
    const end = slots.length - FIELDS
    let slot = ((mix(high, low) << this.#partBits) >>> (32 - this.#bits)) * FIELDS
    while (slots[slot + TOKEN] !== 0 || slots[slot + CERTIFICATE] !== 0) {
      if (slots[slot + HIGH] === high && slots[slot + LOW] === low) return slot
      slot = slot === end ? 0 : slot + FIELDS
    }
    slots[slot + HIGH] = high
    slots[slot + LOW] = low
    return slot
  }
}
