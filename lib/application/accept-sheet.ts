import type { LegVersion } from '../domain/head.ts'
import type { Language } from '../domain/language.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { Leg } from '../domain/rows.ts'
import { MAX_CENTRE_DAY_ROWS } from '../formats/centre-days.ts'
import { type Refusal, refusalOf } from '../formats/faults.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { type Alongside, headOf, sha256Of, storeVersion } from './accept-version.ts'
import { sourceOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { judgeInline } from './judge-inline.ts'
import { keepQuarantine } from './keep-quarantine.ts'
import { rowsOf } from './merge-content.ts'
import { mergeKnown } from './merge-known.ts'
import { messagesOfQuarantine } from './quarantine-alert.ts'
import { readReport } from './read-report.ts'
import { type ReadSheet, readSheet, type SheetBytes } from './read-sheet.ts'
import { type Accepted, LISTED, type Receipt, resultOf } from './receipt.ts'
import { retryStale } from './retry-stale.ts'
import { type Feed, LegTooLarge } from './store.ts'

export interface Upload extends SheetBytes {
  /** The centre says that nothing more will come. */
  readonly final: boolean
  /** Id of the person or machine. */
  readonly by: string
  /** A certificate or booking feed states the whole truth of the centre-day; a sheet always does. */
  readonly replace?: boolean
  /** In which the findings are told to whoever hands it in; English unless told otherwise. */
  readonly language?: Language
}

/**
 * Takes a file for one leg of one centre-day: whole or not at all. The raw bytes are kept first, also of a file
 * that is refused; the same bytes as the version in force change nothing and get its receipt.
 */
export async function acceptSheet(upload: Upload, deps: Deps): Promise<Result<Accepted, Refusal>> {
  const { centreId, date, leg, bytes } = upload
  const sha256 = sha256Of(bytes)
  await deps.rawFiles.keep(rawKeyOf(upload, sha256), sourceOf(bytes), sha256)
  const read = await readSheet(upload, deps)
  if (!read.ok) return read
  const sheet = read.value
  const stored = await storeWithinLimits(upload, sha256, sheet, deps)
  if (!stored.ok) return stored
  const { version, replay } = stored.value
  const reports = await judgeInline([{ date, centres: [centreId], isNew: !replay }], deps)
  const report = reports.find((candidate) => candidate.centreId === centreId && candidate.date === date)
  const { rows, warnings, ignoredColumns, quarantine } = sheet
  const receipt: Receipt = {
    sheetId: `${centreId}.${date}.${leg}.${version.version}`,
    version: version.version,
    sha256,
    rows,
    warnings,
    ignoredColumns,
    quarantined: quarantine.listed.slice(0, LISTED).map(({ row, reason }) => ({ row, reason })),
    quarantinedRows: quarantine.count,
    final: version.final,
    ...resultOf(report ? await toldIn(upload.language, report, deps) : null),
  }
  return ok({ replay, receipt })
}

/**
 * Results are stored in English, whatever language they are told in. The rows are safe and judged already: a failure
 * here is not the sender's.
 */
async function toldIn(
  language: Language | undefined,
  report: CentreDayReport,
  deps: Deps,
): Promise<CentreDayReport> {
  if (language === undefined || language === 'en' || report.findings.length === 0) return report
  try {
    const told = await readReport(report.centreId, report.date, deps, language)
    return told?.report ?? report
  } catch (error) {
    deps.logger.warn('report-not-translated', { error: error instanceof Error ? error.name : 'unknown' })
    return report
  }
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
    if (error instanceof LegTooLarge)
      return refuse(refusalOf('too-many-rows-in-centre-day', { details: { limit: MAX_CENTRE_DAY_ROWS } }))
    throw error
  }
}

interface Stored {
  readonly version: LegVersion
  readonly replay: boolean
}

async function store(upload: Upload, sha256: string, sheet: ReadSheet, deps: Deps): Promise<Stored> {
  const { centreId, date, leg, final, by, replace = false } = upload
  const head = await headOf(centreId, date, deps)
  const inForce = head.legs[leg]
  // A feed that states the whole truth may take back what others have added to the same bytes.
  if (!(replace && isFeed(leg)) && inForce && inForce.sha256 === sha256 && (inForce.final || !final))
    return { version: inForce, replay: true }
  const received = isFeed(leg) ? await deps.store.nextFeedSequence() : 0
  const { policy } = deps.district
  const merging = { received, replace, at: deps.clock.now(), policy }
  const { known, merged } = await mergeKnown(head, sheet.content, merging, deps)
  const alongside = await quarantineOf(upload, { sequence: received, sha256 }, sheet, deps)
  if (merged === null && inForce && (inForce.final || !final)) {
    if (alongside.feed) await deps.store.commit(alongside)
    return { version: inForce, replay: true }
  }
  const content = merged ?? known!
  const handed = { centreId, date, content, rows: rowsOf(content), sha256, by, final, alongside }
  return { version: await storeVersion(head, handed, deps), replay: false }
}

/** Bad rows are kept and counted as those of a feed are: this is one, of a single centre-day. */
async function quarantineOf(
  { centreId, date, leg, by, replace = false }: Upload,
  { sequence, sha256 }: { readonly sequence: number; readonly sha256: string },
  { quarantine, rows }: ReadSheet,
  deps: Deps,
): Promise<Alongside> {
  // The same file that came before was counted and told of then.
  if (quarantine.count === 0 || (await deps.store.appliedFeed(sha256))) return {}
  const now = deps.clock.now()
  const feed: Feed = {
    ...{ sequence, leg, sha256, by, replace, rows, receivedAt: now, dates: [date] },
    rawKey: rawKeyOf({ centreId, date, leg }, sha256),
    state: 'applied',
    quarantined: quarantine.count,
    reasons: quarantine.reasons,
    leaseUntil: now,
  }
  await keepQuarantine(feed, quarantine, deps)
  const messages = { dueAt: now, list: await messagesOfQuarantine(feed, quarantine, deps) }
  return { feed: { before: null, after: feed }, messages }
}

const isFeed = (leg: Leg): boolean => leg === 'certificates' || leg === 'bookings'

function rawKeyOf(
  { centreId, date, leg }: Pick<Upload, 'centreId' | 'date' | 'leg'>,
  sha256: string,
): string {
  return `raw/sheets/${centreId}/${date}/${leg}/${sha256}`
}
