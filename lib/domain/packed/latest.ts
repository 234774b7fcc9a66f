import { supersedes } from '../certificates.ts'
import type { CertificateRow } from '../rows.ts'
import { STATUSES } from './columns.ts'
import { bitsFor, mix } from './hashing.ts'
import type { JoinedCertificates } from './joined.ts'
import { dealOut, FIELDS, fullest, LEFT_OUT, LOW, type Parts, partBitsFor, ROW } from './parts.ts'

/**
 * Takes the place from every row that does not count: what a feed omitted, what another row of the same id supersedes,
 * and what was revoked. Ids are compared by their hash, and as text only where hashes are equal.
 */
export function keepLatest(joined: JoinedCertificates, rowAt: (row: number) => CertificateRow): void {
  const { length, id, status, place } = joined
  for (let row = 0; row < length; row++) if (status[row] === STATUSES.omitted) place[row] = -1
  const bits = partBitsFor(length)
  const note = place.map((own) => (own === -1 ? LEFT_OUT : 0))
  const parts = dealOut({ high: id, low: id, note }, bits)
  const standing = new Standing(joined, rowAt, parts, bits)
  for (let part = 0; part < 2 ** bits; part++) standing.run(part)
  for (let row = 0; row < length; row++) if (status[row] === STATUSES.revoked) place[row] = -1
}

/** Of the rows of each id the one that stands. */
class Standing {
  readonly #joined: JoinedCertificates
  readonly #rowAt: (row: number) => CertificateRow
  readonly #parts: Parts
  readonly #partBits: number
  readonly #bits: number
  /** By slot the hash of an id, and its row, shifted by one: 0 is free. */
  readonly #ids: Int32Array
  readonly #rows: Int32Array

  constructor(
    joined: JoinedCertificates,
    rowAt: (row: number) => CertificateRow,
    parts: Parts,
    partBits: number,
  ) {
    this.#joined = joined
    this.#rowAt = rowAt
    this.#parts = parts
    this.#partBits = partBits
    this.#bits = bitsFor(fullest(parts))
    this.#ids = new Int32Array(2 ** this.#bits)
    this.#rows = new Int32Array(2 ** this.#bits)
  }

  run(part: number): void {
    const { entries, begins } = this.#parts
    this.#rows.fill(0)
    for (let at = begins[part]! * FIELDS; at < begins[part + 1]! * FIELDS; at += FIELDS) {
      this.#enter(entries[at + LOW]!, entries[at + ROW]!)
    }
  }

  #enter(id: number, row: number): void {
    const mask = this.#rows.length - 1
    for (let slot = (mix(id, id) << this.#partBits) >>> (32 - this.#bits); ; slot = (slot + 1) & mask) {
      const other = this.#rows[slot]! - 1
      if (other === -1) {
        this.#ids[slot] = id
        this.#rows[slot] = row + 1
        return
      }
      if (this.#ids[slot] === id && this.#isSettled(row, other, slot)) return
    }
  }

  /** False: the two only have the hash of their ids in common. Else the one that is superseded loses its place. */
  #isSettled(row: number, other: number, slot: number): boolean {
    const [mine, theirs] = [this.#rowAt(row), this.#rowAt(other)]
    if (mine.certificateId !== theirs.certificateId) return false
    const wins = supersedes(mine, theirs)
    this.#joined.place[wins ? other : row] = -1
    if (wins) this.#rows[slot] = row + 1
    return true
  }
}
