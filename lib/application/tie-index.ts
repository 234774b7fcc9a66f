import type { CertificateRow, TokenRow } from '../domain/rows.ts'
import type { RowsOfCentreDay } from './district-days.ts'

/** Refs and certificate ids: what ties rows of different centre-days together. */
export interface Ties {
  readonly refs: Set<string>
  readonly certificateIds: Set<string>
}

export const noTies = (): Ties => ({ refs: new Set(), certificateIds: new Set() })

/** An empty ref equals nothing. */
export function addTies(of: RowsOfCentreDay, { refs, certificateIds }: Ties): void {
  for (const row of registerOf(of)) if (row.ref !== '') refs.add(row.ref)
  for (const row of of.certificates) {
    if (row.ref !== '') refs.add(row.ref)
    certificateIds.add(row.certificateId)
  }
}

export function isTiedCertificate({ ref, certificateId }: CertificateRow, ties: Ties): boolean {
  return ties.refs.has(ref) || ties.certificateIds.has(certificateId)
}

export function registerOf({ tokens }: RowsOfCentreDay): readonly TokenRow[] {
  return tokens?.sheet.kind === 'register' ? tokens.sheet.rows : []
}

/** A place of the district's days: `2021-08-28 DKMM`. */
export const placeOf = ({ centreId, date }: { readonly centreId: string; readonly date: string }): string =>
  `${date} ${centreId}`

/** Past this many ties the index begins anew: about 200 MB. */
const MOST_TIES = 2_000_000

/**
 * Which centre-days have rows of a ref or a certificate id. It learns every version of a leg once and forgets none,
 * so it may name a centre-day too many, never one too few. It lives as long as the cache of decoded legs.
 */
export class TieIndex {
  #places = new Map<string, string | Set<string>>()
  #ids = new Map<string, string | Set<string>>()
  #known = new WeakSet<RowsOfCentreDay>()

  learn(rows: readonly RowsOfCentreDay[]): void {
    if (this.#places.size + this.#ids.size > MOST_TIES) this.#forget()
    for (const of of rows) {
      if (this.#known.has(of)) continue
      this.#known.add(of)
      const place = placeOf(of.centreDay)
      for (const { ref } of registerOf(of)) if (ref !== '') note(this.#places, ref, place)
      for (const { ref, certificateId } of of.certificates) {
        if (ref !== '') note(this.#places, ref, place)
        note(this.#ids, certificateId, place)
      }
    }
  }

  placesOf({ refs, certificateIds }: Ties): ReadonlySet<string> {
    const places = new Set<string>()
    for (const ref of refs) collect(this.#places.get(ref), places)
    for (const id of certificateIds) collect(this.#ids.get(id), places)
    return places
  }

  #forget(): void {
    this.#places = new Map()
    this.#ids = new Map()
    this.#known = new WeakSet()
  }
}

/** Nearly every tie stands in one place: a set is made for those that do not. */
function note(index: Map<string, string | Set<string>>, tie: string, place: string): void {
  const known = index.get(tie)
  if (known === undefined) index.set(tie, place)
  else if (typeof known !== 'string') known.add(place)
  else if (known !== place) index.set(tie, new Set([known, place]))
}

function collect(found: string | Set<string> | undefined, places: Set<string>): void {
  if (typeof found === 'string') places.add(found)
  else if (found) for (const place of found) places.add(place)
}
