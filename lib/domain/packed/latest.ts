import { supersedes } from '../certificates.ts'
import type { CertificateRow } from '../rows.ts'
import { STATUSES } from './columns.ts'
import { mix } from './hashing.ts'
import type { JoinedCertificates } from './joined.ts'

/**
 * Takes the place from every row that does not count: what a feed omitted, what another row of the same id supersedes,
 * and what was revoked. Only ids whose hash comes twice are compared as text.
 */
export function keepLatest(joined: JoinedCertificates, rowAt: (row: number) => CertificateRow): void {
  const { length, status, place } = joined
  for (let row = 0; row < length; row++) if (status[row] === STATUSES.omitted) place[row] = -1
  const standing = new Map<string, { readonly row: number; readonly certificate: CertificateRow }>()
  for (const row of rowsThatShareHashes(joined)) {
    const certificate = rowAt(row)
    const other = standing.get(certificate.certificateId)
    const wins = other === undefined || supersedes(certificate, other.certificate)
    if (other) place[wins ? other.row : row] = -1
    if (wins) standing.set(certificate.certificateId, { row, certificate })
  }
  for (let row = 0; row < length; row++) if (status[row] === STATUSES.revoked) place[row] = -1
}

/** Of the rows whose id may come twice those whose hash does; in order. */
function rowsThatShareHashes(joined: JoinedCertificates): number[] {
  const rows = rowsThatShareBits(joined)
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(joined.id[row]!, (counts.get(joined.id[row]!) ?? 0) + 1)
  return rows.filter((row) => counts.get(joined.id[row]!)! > 1)
}

/** Bits for each row: about one in so many ids shares its bit with another. */
const BITS_A_ROW = 16

/**
 * Nearly every id comes once, and its bit is set once: two passes over a few bits a row say so sooner than a table of
 * all ids (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970, with one hash).
 */
function rowsThatShareBits({ length, id, place }: JoinedCertificates): number[] {
  const bits = Math.min(31, 32 - Math.clz32(Math.max(1, length) * BITS_A_ROW - 1))
  const once = new Uint32Array(2 ** Math.max(0, bits - 5))
  const twice = new Uint32Array(once.length)
  const bitOf = (row: number): number => mix(id[row]!, id[row]!) >>> (32 - bits)
  for (let row = 0; row < length; row++) {
    if (place[row] === -1) continue
    const bit = bitOf(row)
    const mask = 1 << (bit & 31)
    if ((once[bit >>> 5]! & mask) === 0) once[bit >>> 5]! |= mask
    else twice[bit >>> 5]! |= mask
  }
  const rows: number[] = []
  for (let row = 0; row < length; row++) {
    if (place[row] === -1) continue
    const bit = bitOf(row)
    if ((twice[bit >>> 5]! & (1 << (bit & 31))) !== 0) rows.push(row)
  }
  return rows
}
