import { bitsFor, mix } from './hashing.ts'
import { FIELDS, fullest, HIGH, LOW, type Parts } from './parts.ts'

/** Beside its key a slot holds the last entry of either side. */
export const TOKEN = 2
export const CERTIFICATE = 3
type Field = typeof TOKEN | typeof CERTIFICATE

/** The rows of one side, and how those of the part that was chained last go together, by entry of that part. */
export interface Side {
  readonly field: Field
  readonly parts: Parts
  /** The entry of the same ref that came before it, else -1. */
  readonly before: Int32Array
  /** The slot of its ref. */
  readonly slotOf: Int32Array
}

export function sideOf(field: Field, parts: Parts): Side {
  const most = fullest(parts)
  return { field, parts, before: new Int32Array(most), slotOf: new Int32Array(most) }
}

/** Refs of chance pass over less than one taken slot a row; those made for it over as many as there are. */
const STEPS_A_ROW = 16
const STEPS_OF_FEW = 64

/** In the place of a slot. */
const GIVEN_UP = -1

/**
 * For each ref of a part the last of its tokens and of its certificates; those of one ref are chained. Slots are found
 * by hash; where too many refs have theirs in common, as one can make them, all of that part by sorting.
 */
export class RefTable {
  readonly #partBits: number
  readonly #bits: number
  readonly #slots: Int32Array
  #steps = 0
  #mostSteps = 0

  /** For at most `keys` rows of both sides together. */
  constructor(keys: number, partBits: number) {
    this.#partBits = partBits
    this.#bits = bitsFor(keys)
    this.#slots = new Int32Array(FIELDS * 2 ** this.#bits)
  }

  /** Takes in both sides of a part, in the place of what was there. */
  chain(sides: readonly Side[], part: number): void {
    this.#slots.fill(0)
    this.#steps = 0
    this.#mostSteps = STEPS_OF_FEW + STEPS_A_ROW * sides.reduce((sum, side) => sum + countOf(side, part), 0)
    if (sides.every((side) => this.#chainByHash(side, part))) return
    this.#slots.fill(0)
    giveSlotsBySorting(sides, part)
    for (const side of sides) this.#chainAsGiven(side, part)
  }

  /** The last entry of that side in a slot, -1 where there is none. */
  last(slot: number, field: Field): number {
    return this.#slots[slot + field]! - 1
  }

  /** How many taken slots were passed over for the part that was chained last. */
  get steps(): number {
    return this.#steps
  }

  /** Finds slots and chains in one go, as nearly every part allows. False: given up. */
  #chainByHash(side: Side, part: number): boolean {
    const slots = this.#slots
    const { field, before, slotOf } = side
    const { entries, begins } = side.parts
    const from = begins[part]!
    const count = countOf(side, part)
    for (let entry = 0; entry < count; entry++) {
      const at = (from + entry) * FIELDS
      const slot = this.#slotOf(entries[at + HIGH]!, entries[at + LOW]!)
      if (slot === GIVEN_UP) return false
      slotOf[entry] = slot
      before[entry] = slots[slot + field]! - 1
      slots[slot + field] = entry + 1
    }
    return true
  }

  #chainAsGiven(side: Side, part: number): void {
    const { field, before, slotOf } = side
    const count = countOf(side, part)
    for (let entry = 0; entry < count; entry++) {
      const last = slotOf[entry]! + field
      before[entry] = this.#slots[last]! - 1
      this.#slots[last] = entry + 1
    }
  }

  /** The slot of a ref, taken for it where it is new. Entries are numbered from 1 in it: 0 is none. */
  #slotOf(high: number, low: number): number {
    const slots = this.#slots
    const end = slots.length - FIELDS
    let slot = ((mix(high, low) << this.#partBits) >>> (32 - this.#bits)) * FIELDS
    while (slots[slot + TOKEN] !== 0 || slots[slot + CERTIFICATE] !== 0) {
      if (slots[slot + HIGH] === high && slots[slot + LOW] === low) return slot
      if (this.#steps === this.#mostSteps) return GIVEN_UP
      this.#steps++
      slot = slot === end ? 0 : slot + FIELDS
    }
    slots[slot + HIGH] = high
    slots[slot + LOW] = low
    return slot
  }
}

function countOf({ parts: { begins } }: Side, part: number): number {
  return begins[part + 1]! - begins[part]!
}

/** Equal refs are neighbours once sorted, and share a slot. Takes no longer than sorting does, whatever the refs. */
function giveSlotsBySorting(sides: readonly Side[], part: number): void {
  const keys = sides.map(({ parts: { entries, begins } }) =>
    entries.subarray(begins[part]! * FIELDS, begins[part + 1]! * FIELDS),
  )
  const slots = slotsByKey(endToEnd(keys))
  let from = 0
  for (const side of sides) {
    const to = from + countOf(side, part)
    side.slotOf.set(slots.subarray(from, to))
    from = to
  }
}

function endToEnd(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let from = 0
  for (const list of lists) {
    all.set(list, from)
    from += list.length
  }
  return all
}

/** The slot of each entry, from the first on: there are fewer refs than slots. */
function slotsByKey(entries: Int32Array): Int32Array {
  const compare = (a: number, b: number): number =>
    entries[a * FIELDS + HIGH]! - entries[b * FIELDS + HIGH]! ||
    entries[a * FIELDS + LOW]! - entries[b * FIELDS + LOW]!
  const sorted = Int32Array.from({ length: entries.length / FIELDS }, (_, entry) => entry).sort(compare)
  const slots = new Int32Array(sorted.length)
  for (let at = 1; at < sorted.length; at++) {
    const before = sorted[at - 1]!
    const entry = sorted[at]!
    slots[entry] = slots[before]! + (compare(before, entry) === 0 ? 0 : FIELDS)
  }
  return slots
}
