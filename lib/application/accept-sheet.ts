import { applyBookings } from '../domain/bookings.ts'
import { applyFeed } from '../domain/certificates.ts'
import type { Head, LegVersion } from '../domain/head.ts'
import type { CertificateRow } from '../domain/rows.ts'
import type { Refusal } from '../formats/faults.ts'
import { ok, type Result } from '../runtime/result.ts'
import { headOf, sha256Of, storeVersion } from './accept-version.ts'
import type { Deps } from './deps.ts'
import { judgeInline } from './judge-inline.ts'
import { type ReadSheet, readSheet, type SheetBytes } from './read-sheet.ts'
import { type Accepted, type Receipt, resultOf } from './receipt.ts'
import { retryStale } from './retry-stale.ts'
import type { LegContent } from './store.ts'

export interface Upload extends SheetBytes {
  /** The centre says that nothing more will come. */
  readonly final: boolean
  /** Id of the person or machine. */
  readonly by: string
}

/**
 * Takes a file for one leg of one centre-day: whole or not at all. The raw bytes are kept first, also of a file
 * that is refused; the same bytes as the version in force change nothing and get its receipt.
 */
export async function acceptSheet(upload: Upload, deps: Deps): Promise<Result<Accepted, Refusal>> {
  const { centreId, date, leg, bytes } = upload
  const sha256 = sha256Of(bytes)
  await deps.rawFiles.keep(`raw/sheets/${centreId}/${date}/${leg}/${sha256}`, bytes)
  const read = await readSheet(upload, deps)
  if (!read.ok) return read
  const sheet = read.value
  const { version, replay } = await retryStale(() => store(upload, sha256, sheet, deps))
  const reports = await judgeInline(date, [centreId], deps)
  const report =
    reports?.find((candidate) => candidate.centreId === centreId && candidate.date === date) ?? null
  const { rows, warnings, ignoredColumns, quarantined } = sheet
  const sheetId = `${centreId}.${date}.${leg}.${version.version}`
  const receipt: Receipt = {
    sheetId,
    version: version.version,
    sha256,
    rows,
    warnings,
    ignoredColumns,
    quarantined,
    final: version.final,
    ...resultOf(report),
  }
  return ok({ replay, receipt })
}

interface Stored {
  readonly version: LegVersion
  readonly replay: boolean
}

/** A token or stock sheet replaces the version before it; certificates and bookings add to what is known. */
async function store(upload: Upload, sha256: string, sheet: ReadSheet, deps: Deps): Promise<Stored> {
  const { centreId, date, leg, final, by } = upload
  const head = await headOf(centreId, date, deps)
  const inForce = head.legs[leg]
  if (inForce && inForce.sha256 === sha256 && (inForce.final || !final))
    return { version: inForce, replay: true }
  const merged = await mergeWithKnown(head, sheet.content, deps)
  if (merged === null && inForce && inForce.final === final) return { version: inForce, replay: true }
  const content = merged ?? (await known(head, leg, deps))!
  const rows = 'rows' in content ? content.rows.length : sheet.rows
  const version = await storeVersion(head, { centreId, date, content, rows, sha256, by, final }, deps)
  return { version, replay: false }
}

/** Null where the rows say nothing new. */
async function mergeWithKnown(head: Head, content: LegContent, deps: Deps): Promise<LegContent | null> {
  const before = await known(head, content.leg, deps)
  if (content.leg === 'certificates') {
    const rows = before?.leg === 'certificates' ? before.rows : []
    const received = await deps.store.nextFeedSequence()
    const merged = applyFeed(
      rows,
      content.rows.map((row) => ({ ...row, received })),
    )
    return before && merged === rows ? null : { leg: 'certificates', rows: merged }
  }
  if (content.leg === 'bookings') {
    const rows = before?.leg === 'bookings' ? before.rows : []
    const merged = applyBookings(rows, content.rows)
    return before && merged === rows ? null : { leg: 'bookings', rows: merged }
  }
  return content
}

async function known(head: Head, leg: LegContent['leg'], { store: table }: Deps): Promise<LegContent | null> {
  const version = head.legs[leg]
  return version ? table.leg(head.centreId, head.date, leg, version.version) : null
}

/** Every certificate of a centre-day that feeds have brought so far. */
export async function knownCertificates(head: Head, deps: Deps): Promise<readonly CertificateRow[]> {
  const content = await known(head, 'certificates', deps)
  return content?.leg === 'certificates' ? content.rows : []
}
