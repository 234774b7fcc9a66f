import type { IsoDate } from '../../domain/rows.ts'

export interface ScannedCentreDay {
  readonly centreId: string
  readonly date: IsoDate
}

/** Numbers for centre-days, in the order in which they are met. */
export class ScannedPlaces {
  readonly #list: ScannedCentreDay[] = []
  /** By the number of the date the centre-day of each number of a centre, shifted by one. */
  readonly #byDate: Int32Array[] = []
  readonly #dates: IsoDate[] = []
  readonly #centres: string[] = []
  #sizes = new Int32Array(64)

  get list(): readonly ScannedCentreDay[] {
    return this.#list
  }

  /** How many rows were counted for each centre-day. */
  get sizes(): Int32Array {
    return this.#sizes.subarray(0, this.#list.length)
  }

  count(place: number): void {
    this.#sizes[place]!++
  }

  addDate(date: IsoDate): number {
    this.#byDate.push(new Int32Array(64))
    return this.#dates.push(date) - 1
  }

  addCentre(centreId: string): number {
    return this.#centres.push(centreId) - 1
  }

  of(date: number, centre: number): number {
    const known = this.#byDate[date]![centre]
    return known ? known - 1 : this.#add(date, centre)
  }

  #add(date: number, centre: number): number {
    const number = this.#list.push({ centreId: this.#centres[centre]!, date: this.#dates[date]! })
    if (number > this.#sizes.length) this.#sizes = wider(this.#sizes, 2 * number)
    if (centre >= this.#byDate[date]!.length) this.#byDate[date] = wider(this.#byDate[date]!, 2 * centre)
    this.#byDate[date]![centre] = number
    return number - 1
  }
}

function wider(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length)
  longer.set(numbers)
  return longer
}
