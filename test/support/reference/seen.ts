import { compareIds, compareText } from '../../../lib/domain/ids.ts'
import type {
  CertificateRow,
  District,
  Instant,
  IsoDate,
  TokenLeg,
  TokenRow,
} from '../../../lib/domain/rows.ts'

/** A token with the centre-day that it was given on; a totals sheet's tokens have no number, time or ref. */
export interface Token {
  readonly centreId: string
  readonly date: IsoDate
  readonly row: TokenRow
}

/** A token leg as it is seen; of a totals sheet `tokens` holds the vaccinated ones, without names. */
export interface Sheet {
  readonly leg: TokenLeg
  readonly tokens: readonly Token[]
}

const NAMELESS: TokenRow = {
  tokenNo: '',
  ref: '',
  dose: null,
  vaccine: '',
  issuedAt: null,
  outcome: 'vaccinated',
}

/** "With `--as-of`, rows issued later are unseen." A row without a time is always seen. */
function isSeen(issuedAt: Instant | null, asOf: Instant | null): boolean {
  return asOf === null || issuedAt === null || issuedAt <= asOf
}

/** Every token sheet, without the rows that are not seen yet. */
export function sheetsSeen(district: District, asOf: Instant | null): Sheet[] {
  return district.tokens.map((leg) => ({
    leg,
    tokens: rowsOf(leg)
      .filter((row) => isSeen(row.issuedAt, asOf))
      .map((row) => ({ centreId: leg.centreId, date: leg.date, row })),
  }))
}

/** "Every token of a totals sheet is such a row", of those that were vaccinated. */
function rowsOf({ sheet }: TokenLeg): readonly TokenRow[] {
  if (sheet.kind === 'register') return sheet.rows
  return Array.from({ length: sheet.issued - sheet.deferred - sheet.left }, () => NAMELESS)
}

/** Every certificate row on record that is seen: revoked and superseded ones too. */
export function certificateRowsSeen(district: District, asOf: Instant | null): CertificateRow[] {
  return district.certificates.flatMap((leg) => leg.rows).filter((row) => isSeen(row.issuedAt, asOf))
}

/**
 * "Of rows with one id a revoked one wins, else the later issued_at, else the later received", wherever in
 * the district they stand; "a revoked certificate stops counting". A row that a whole feed omitted stopped
 * counting itself, so that it is no version of its certificate any more.
 */
export function countingCertificates(rows: readonly CertificateRow[]): CertificateRow[] {
  const standing = rows.filter((row) => row.status !== 'omitted')
  const ids = [...new Set(standing.map((row) => row.certificateId))].sort(compareIds)
  return ids
    .map((id) => standing.filter((row) => row.certificateId === id).sort(compareVersions)[0]!)
    .filter((row) => row.status === 'issued')
}

/** The row that is in force first. */
function compareVersions(a: CertificateRow, b: CertificateRow): number {
  return (
    Number(b.status === 'revoked') - Number(a.status === 'revoked') ||
    compareLaterFirst(a.issuedAt, b.issuedAt) ||
    b.received - a.received ||
    compareText(asJson(a), asJson(b))
  )
}

function compareLaterFirst(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : b - a
}

/** Written out by field, so that the order in which an object was built does not matter. */
function asJson(row: CertificateRow): string {
  const { certificateId, centreId, date, ref, dose, vaccine, batch, issuedAt, issuedBy, status, received } =
    row
  return JSON.stringify({
    certificateId,
    centreId,
    date,
    ref,
    dose,
    vaccine,
    batch,
    issuedAt,
    issuedBy,
    status,
    received,
  })
}
