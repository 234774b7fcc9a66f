import type { IsoDate } from '../domain/rows.ts'
import type { DraftCertificate } from './draft.ts'

/** Certificates by the day and the centre that they are dated and entered under. */
export class Pending {
  readonly #rows = new Map<IsoDate, Map<string, DraftCertificate[]>>()

  at(date: IsoDate, centreId: string): DraftCertificate[] {
    const centres = this.#rows.get(date) ?? new Map<string, DraftCertificate[]>()
    this.#rows.set(date, centres)
    const rows = centres.get(centreId) ?? []
    centres.set(centreId, rows)
    return rows
  }

  take(date: IsoDate): ReadonlyMap<string, DraftCertificate[]> {
    const rows = this.#rows.get(date) ?? new Map()
    this.#rows.delete(date)
    return rows
  }

  /** Days that certificates are left of, in order. */
  dates(): IsoDate[] {
    return [...this.#rows.keys()].sort()
  }
}
