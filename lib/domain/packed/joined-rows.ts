import type { CentreDay } from '../centre-day.ts'
import type { Block } from './blocks.ts'
import type { Placed } from './joined.ts'

/** Numbers for centre-days, so that columns can name them. */
export class Places {
  readonly #numbers = new Map<CentreDay, number>()
  readonly #centreDays: CentreDay[] = []

  numberOf(centreDay: CentreDay): number {
    const known = this.#numbers.get(centreDay)
    if (known !== undefined) return known
    this.#numbers.set(centreDay, this.#centreDays.length)
    return this.#centreDays.push(centreDay) - 1
  }

  get all(): readonly CentreDay[] {
    return this.#centreDays
  }
}

interface Part<C, R> extends Placed<C> {
  readonly from: number
  at(row: number): R
}

/** The rows of many legs and blocks, one number each, in the order in which their columns are joined. */
export class JoinedRows<C extends { readonly length: number }, R> {
  readonly #parts: Part<C, R>[] = []
  #length = 0

  addLeg(rows: readonly R[], columns: C, place: number): void {
    this.#add({ columns, place, from: this.#length, at: (row) => rows[row]! })
  }

  /** `placeOf`: the place of each centre-day of the block; -1 where its rows are not seen. */
  addBlock(block: Block<C, R>, placeOf: Int32Array): void {
    const { columns, place: ownPlace } = block
    this.#add({ columns, place: placeOf, ownPlace, from: this.#length, at: (row) => block.at(row) })
  }

  get parts(): readonly Placed<C>[] {
    return this.#parts
  }

  at(row: number): R {
    const part = this.#parts[this.#partOf(row)]!
    return part.at(row - part.from)
  }

  #add(part: Part<C, R>): void {
    this.#parts.push(part)
    this.#length += part.columns.length
  }

  #partOf(row: number): number {
    let low = 0
    let high = this.#parts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#parts[middle]!.from <= row) low = middle
      else high = middle - 1
    }
    return low
  }
}
