import type { IsoDate } from '../domain/rows.ts'
import type { QuarantinedRow } from '../formats/feed/feed-reader.ts'

/** Rows that are listed with their reasons; of what is past that only the number is kept. */
const LISTED = 100_000

/** The bad rows of one feed, counted as they come. */
export class Quarantine {
  readonly #listed: QuarantinedRow[] = []
  readonly #reasons = new Map<string, number>()
  readonly #dates = new Map<IsoDate | null, number>()
  #count = 0

  add(rows: readonly QuarantinedRow[]): void {
    for (const row of rows) {
      this.#count++
      if (this.#listed.length < LISTED) this.#listed.push(row)
      this.#reasons.set(row.reason, (this.#reasons.get(row.reason) ?? 0) + 1)
      this.#dates.set(row.date, (this.#dates.get(row.date) ?? 0) + 1)
    }
  }

  get count(): number {
    return this.#count
  }

  get listed(): readonly QuarantinedRow[] {
    return this.#listed
  }

  get reasons(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#reasons].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** Rows by the day that they speak of; those that tell none are of the day on which they were received. */
  byDate(receivedOn: IsoDate): ReadonlyMap<IsoDate, number> {
    const dates = new Map<IsoDate, number>()
    for (const [date, rows] of this.#dates) {
      const day = date ?? receivedOn
      dates.set(day, (dates.get(day) ?? 0) + rows)
    }
    return dates
  }

  /** The list as it is kept beside the raw file: numbers and codes, and nothing of what the rows say. */
  csv(): string {
    const lines = this.#listed.map(({ row, column, reason }) => `${row},${column ?? ''},${reason}`)
    return `row,column,reason\n${lines.map((line) => `${line}\n`).join('')}`
  }
}
