import type { Quarantined } from '../domain/report.ts'
import type { CertificateRow } from '../domain/rows.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { ByCentreDay, crowdedDays, MAX_CENTRE_DAY_ROWS, readCentre, readDay } from './centre-days.ts'
import type { ParseContext } from './context.ts'
import { divocRecordReader } from './divoc/record.ts'
import { readDivocRow } from './divoc/row.ts'
import type { Fault, Refusal } from './faults.ts'
import { type Collected, collect } from './feed/collect.ts'
import type { FeedForms, FeedReading, FeedSink } from './feed/feed-reader.ts'
import { type FileBytes, readFeed } from './feed/read-feed.ts'
import type { RowReader } from './row-reader.ts'
import type { Receipt } from './sheet.ts'
import { readCertificateStatus } from './values.ts'

export interface ParsedCertificates extends Receipt {
  /** In file order, repeated ids included; `received` is 0 until who accepts them stamps it. */
  readonly rows: readonly CertificateRow[]
  readonly quarantined: readonly Quarantined[]
}

/** Our own columns, and the two ways in which the DIVOC registry writes certificates. A feed has no limit of size. */
const FORMS: FeedForms<CertificateRow> = {
  tables: [
    { kind: 'certificates', dateColumn: 'vaccinated_on', read: (row) => [readCertificate(row)] },
    { kind: 'divoc', dateColumn: 'vaccinationDate', read: readDivocRow },
  ],
  json: divocRecordReader,
  maxBytes: Number.POSITIVE_INFINITY,
  maxRows: Number.POSITIVE_INFINITY,
}

/** A feed: bad rows are quarantined, and only what is no such table, or of another centre or date, is refused. */
export function readCertificates(
  file: FileBytes,
  context: ParseContext,
  sink: FeedSink<CertificateRow>,
): Promise<Result<FeedReading, Refusal>> {
  return readFeed(file, FORMS, context, sink)
}

/** As `readCertificates`, with every row in memory. */
export async function certificatesOf(
  file: FileBytes,
  context: ParseContext,
): Promise<Result<ParsedCertificates, Refusal>> {
  const read: Result<Collected<CertificateRow>, Refusal> = await collect(file, FORMS, context)
  if (!read.ok) return read
  const crowded = crowdedFaults(read.value.rows)
  return crowded.length > 0 ? refuse({ faults: crowded }) : ok(read.value)
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
    status: row.status(readCertificateStatus, 'bad-status', 'issued'),
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
