import type { Quarantined } from '../domain/report.ts'
import type { CertificateRow } from '../domain/rows.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { readFeed } from './acceptance.ts'
import { ByCentreDay, crowdedDays, MAX_CENTRE_DAY_ROWS, readCentre, readDay } from './centre-days.ts'
import type { ParseContext } from './context.ts'
import { type Fault, type Refusal, warningOf } from './faults.ts'
import type { RowReader } from './row-reader.ts'
import { type Receipt, readSheet, receiptOf } from './sheet.ts'
import type { Table } from './table.ts'
import { readCertificateStatus } from './values.ts'

export interface ParsedCertificates extends Receipt {
  /** In file order, repeated ids included; `received` is 0 until who accepts them stamps it. */
  readonly rows: readonly CertificateRow[]
  readonly quarantined: readonly Quarantined[]
}

/** A feed: bad rows are quarantined, and only what is no such table, or of another centre or date, is refused. */
export function certificatesOf(table: Table, context: ParseContext): Result<ParsedCertificates, Refusal> {
  const sheet = readSheet(table, 'certificates', context)
  if (!sheet.ok) return sheet
  if (sheet.value.rows.length === 0) sheet.value.warnings.add(() => warningOf('no-rows'))
  const feed = readFeed(sheet.value, context, readCertificate)
  if (!feed.ok) return feed
  const crowded = crowdedFaults(feed.value.rows)
  return crowded.length > 0 ? refuse({ faults: crowded }) : ok({ ...receiptOf(sheet.value), ...feed.value })
}

/** Any centre is taken: certificates of one that nobody knows are a finding, not a fault. */
function readCertificate(row: RowReader): CertificateRow {
  const date = readDay(row, 'vaccinated_on', true)
  return {
    certificateId: row.id('certificate_id'),
    centreId: readCentre(row, true),
    date,
    ref: row.ref(),
    dose: row.dose(),
    vaccine: row.text('vaccine'),
    batch: row.optionalId('batch'),
    issuedAt: row.instant('issued_at', date),
    issuedBy: row.optionalId('issued_by'),
    status: row.status(readCertificateStatus, 'issued or revoked', 'issued'),
    received: 0,
  }
}

/** The limit is one of certificates, not of lines: a feed may tell of each as often as it likes. */
function crowdedFaults(rows: readonly CertificateRow[]): readonly Fault[] {
  if (rows.length <= MAX_CENTRE_DAY_ROWS) return []
  const ids = new ByCentreDay<Set<string>>()
  for (const row of rows) ids.at(row, () => new Set()).add(row.certificateId)
  const sizes = new ByCentreDay<{ readonly length: number }>()
  for (const { value, ...centreDay } of ids.list()) sizes.at(centreDay, () => ({ length: value.size }))
  return crowdedDays(sizes)
}
