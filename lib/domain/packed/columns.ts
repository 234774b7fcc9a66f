import { plainNumber } from '../matching/repeats.ts'
import type { CertificateRow, TokenOutcome, TokenRow } from '../rows.ts'
import { packRefs, type RefColumn } from './refs.ts'

/**
 * What deciding most matches needs of the rows of a leg, as columns of numbers: they are an eighth of the size of rows
 * and are gone through without following a pointer a row. Made once for the rows of a version, which never change.
 */
export interface TokenColumns {
  readonly length: number
  readonly refs: RefColumn
  /** 0 where it is missing. */
  readonly dose: Uint8Array
  /** See OUTCOMES; RAISED where the line was raised, whatever its outcome. */
  readonly outcome: Uint8Array
  /** Epoch milliseconds, NaN where it is missing. */
  readonly issuedAt: Float64Array
  /** Equal for equal token numbers (`7` and `07` are one), and for few others. */
  readonly number: Uint32Array
}

export interface CertificateColumns {
  readonly length: number
  readonly refs: RefColumn
  /** 0 where it is missing. */
  readonly dose: Uint8Array
  /** Epoch milliseconds, NaN where it is missing. */
  readonly issuedAt: Float64Array
  /** Equal for equal certificate ids, and for few others. */
  readonly id: Uint32Array
  /** See STATUSES. */
  readonly status: Uint8Array
}

export const OUTCOMES: Readonly<Record<TokenOutcome, number>> = { vaccinated: 0, deferred: 1, left: 2 }
/** A line that came behind what its sheet had said to be complete is never beyond doubt. */
const RAISED = 3
export const STATUSES: Readonly<Record<CertificateRow['status'], number>> = {
  issued: 0,
  revoked: 1,
  omitted: 2,
}

/** A dose that a column cannot hold is in no plain pair. */
export const ODD_DOSE = 255

const ofTokens = new WeakMap<readonly TokenRow[], TokenColumns>()
const ofCertificates = new WeakMap<readonly CertificateRow[], CertificateColumns>()

export function tokenColumns(rows: readonly TokenRow[]): TokenColumns {
  const known = ofTokens.get(rows)
  if (known) return known
  const columns = packTokens(rows)
  ofTokens.set(rows, columns)
  return columns
}

export function certificateColumns(rows: readonly CertificateRow[]): CertificateColumns {
  const known = ofCertificates.get(rows)
  if (known) return known
  const columns = packCertificates(rows)
  ofCertificates.set(rows, columns)
  return columns
}

function packTokens(rows: readonly TokenRow[]): TokenColumns {
  const { length } = rows
  return {
    length,
    refs: packRefs(rows),
    dose: Uint8Array.from(rows, ({ dose }) => packDose(dose)),
    outcome: Uint8Array.from(rows, ({ outcome, raisedAt }) =>
      raisedAt === undefined ? OUTCOMES[outcome] : RAISED,
    ),
    issuedAt: Float64Array.from(rows, ({ issuedAt }) => issuedAt ?? Number.NaN),
    number: Uint32Array.from(rows, ({ tokenNo }) => numberKey(tokenNo)),
  }
}

function packCertificates(rows: readonly CertificateRow[]): CertificateColumns {
  const { length } = rows
  return {
    length,
    refs: packRefs(rows),
    dose: Uint8Array.from(rows, ({ dose }) => packDose(dose)),
    issuedAt: Float64Array.from(rows, ({ issuedAt }) => issuedAt ?? Number.NaN),
    id: Uint32Array.from(rows, ({ certificateId }) => hashText(certificateId)),
    status: Uint8Array.from(rows, ({ status }) => STATUSES[status]),
  }
}

export function packDose(dose: number | null): number {
  if (dose === null) return 0
  return Number.isInteger(dose) && dose > 0 && dose < ODD_DOSE ? dose : ODD_DOSE
}

/** The number itself where the text is one of up to 9 digits. */
export function numberKey(tokenNo: string): number {
  const plain = plainNumber(tokenNo)
  return /^\d{1,9}$/.test(plain) ? Number(plain) : hashText(plain)
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo), over UTF-16 code units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
