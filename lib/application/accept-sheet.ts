import { applyBookings } from '../domain/bookings.ts'
import { applyFeed } from '../domain/certificates.ts'
import type { Head, LegVersion } from '../domain/head.ts'
import { type Refusal, refusalOf } from '../formats/faults.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { headOf, sha256Of, storeVersion } from './accept-version.ts'
import { sourceOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { judgeInline } from './judge-inline.ts'
import { knownContent } from './known-content.ts'
import { type ReadSheet, readSheet, type SheetBytes } from './read-sheet.ts'
import { type Accepted, type Receipt, resultOf } from './receipt.ts'
import { retryStale } from './retry-stale.ts'
import { type LegContent, LegTooLarge } from './store.ts'

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
  await deps.rawFiles.keep(`raw/sheets/${centreId}/${date}/${leg}/${sha256}`, sourceOf(bytes), sha256)
  const read = await readSheet(upload, deps)
  if (!read.ok) return read
  const sheet = read.value
  const stored = await storeWithinLimits(upload, sha256, sheet, deps)
  if (!stored.ok) return stored
  const { version, replay } = stored.value
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

/** More rows than a centre-day can hold, counted with those known before, are a refusal like any other. */
async function storeWithinLimits(
  upload: Upload,
  sha256: string,
  sheet: ReadSheet,
  deps: Deps,
): Promise<Result<Stored, Refusal>> {
  try {
    return ok(await retryStale(() => store(upload, sha256, sheet, deps)))
  } catch (error) {
    if (error instanceof LegTooLarge) return refuse(refusalOf('too-many-rows-in-centre-day'))
    throw error
  }
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
  const content = merged ?? (await knownContent(head, leg, deps))!
  const rows = 'rows' in content ? content.rows.length : sheet.rows
  const version = await storeVersion(head, { centreId, date, content, rows, sha256, by, final }, deps)
  return { version, replay: false }
}

/** Null where the rows say nothing new. */
async function mergeWithKnown(head: Head, content: LegContent, deps: Deps): Promise<LegContent | null> {
  const before = await knownContent(head, content.leg, deps)
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
