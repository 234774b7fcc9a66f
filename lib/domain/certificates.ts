import { compareText } from './ids.ts'
import type { CertificateRow } from './rows.ts'

/**
 * Whether row `a` wins over row `b` of the same certificate id: a revoked one wins, else the later issued_at
 * (missing counts as earliest), else the later received, else the smallest as canonical text. Of rows that no feed
 * omitted a total order over contents: the order in which feeds arrive does not matter (CONTRACT section 2). A row that a
 * whole feed omitted gives way to a later one, and to a revoked one; such feeds are applied in turn.
 */
export function supersedes(a: CertificateRow, b: CertificateRow): boolean {
  if (isOmitted(a) !== isOmitted(b)) return isOmitted(a) ? stays(a, b) : !stays(b, a)
  if (a.status !== b.status) return a.status === 'revoked'
  const issuedA = a.issuedAt ?? Number.NEGATIVE_INFINITY
  const issuedB = b.issuedAt ?? Number.NEGATIVE_INFINITY
  if (issuedA !== issuedB) return issuedA > issuedB
  if (a.received !== b.received) return a.received > b.received
  return compareText(contentOf(a), contentOf(b)) < 0
}

/**
 * The rows known of a centre-day after a feed has brought more: one row a certificate id, the one that supersedes
 * the others. Rows keep their place, new ids follow in the feed's order. Returns `known` itself when no row's
 * content changes, so that the caller can skip a write; a later `received` alone is no change.
 */
export function applyFeed(
  known: readonly CertificateRow[],
  incoming: readonly CertificateRow[],
): readonly CertificateRow[] {
  const rows = new Map<string, CertificateRow>()
  for (const row of known) keepWinner(rows, row)
  let changed = rows.size < known.length
  for (const row of incoming) {
    const before = rows.get(row.certificateId)
    if (keepWinner(rows, row)) changed ||= !before || contentOf(before) !== contentOf(row)
  }
  return changed ? [...rows.values()] : known
}

/**
 * As `applyFeed`, for a feed that states the whole truth of a centre-day: a row that it omits stops counting and
 * stays on record, unless a feed later than `received` brought it.
 */
export function replaceByFeed(
  known: readonly CertificateRow[],
  incoming: readonly CertificateRow[],
  received: number,
): readonly CertificateRow[] {
  const stated = new Set(incoming.map((row) => row.certificateId))
  const isLeftOut = (row: CertificateRow): boolean =>
    row.status === 'issued' && row.received < received && !stated.has(row.certificateId)
  const omitting = known.some(isLeftOut)
    ? known.map((row) => (isLeftOut(row) ? { ...row, status: 'omitted' as const, received } : row))
    : known
  return applyFeed(omitting, incoming)
}

/** An omission holds against rows that came before it; a revocation is for good. */
function stays(omitted: CertificateRow, other: CertificateRow): boolean {
  return other.status !== 'revoked' && omitted.received >= other.received
}

const isOmitted = ({ status }: CertificateRow): boolean => status === 'omitted'

function keepWinner(rows: Map<string, CertificateRow>, row: CertificateRow): boolean {
  const before = rows.get(row.certificateId)
  if (before && !supersedes(row, before)) return false
  rows.set(row.certificateId, row)
  return true
}

/** Everything that a row says, `received` aside, in a fixed order. */
function contentOf(row: CertificateRow): string {
  const { certificateId, centreId, date, ref, dose, vaccine, batch, issuedAt, issuedBy, status } = row
  return JSON.stringify([
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
  ])
}
