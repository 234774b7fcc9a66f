import type { CentreDayReport, Counts, Outcome, Severity } from '../domain/report.ts'
import type { IsoDate, Leg } from '../domain/rows.ts'
import type { Refusal } from '../formats/faults.ts'
import { type ParsedCertificates, parseCertificates } from '../formats/parse.ts'
import { ok, type Result } from '../runtime/result.ts'
import { sha256Of } from './accept-version.ts'
import { applyStagedFeed, bringsNews, type FeedShare, type RefusedShare, sharesOf } from './apply-feed.ts'
import { type ByteSource, bytesOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { inParallel } from './in-parallel.ts'
import { judgeInline, PATIENCE_MS } from './judge-inline.ts'
import { parseContextOf } from './parse-context.ts'
import type { Accepted, Receipt } from './receipt.ts'
import type { Feed } from './store.ts'

/** What a feed did to one centre-day. */
export interface FeedCentreDay {
  readonly centreId: string
  readonly date: IsoDate
  readonly outcome: Outcome | 'pending'
  readonly counts: Counts | null
  readonly findings: readonly { readonly rule: string; readonly severity: Severity; readonly count: number }[]
}

export interface FeedReceipt extends Omit<Receipt, 'counts' | 'findings'> {
  readonly centreDays: readonly FeedCentreDay[]
  /** Centre-days that could not take their rows. */
  readonly refused: readonly RefusedShare[]
}

/** A file of many centre-days, as somebody hands it in. */
export interface HandedFeed {
  readonly leg: Leg
  readonly source: ByteSource
  /** Id of the person or machine. */
  readonly by: string
  /** The feed states the whole truth for each centre and date in it. */
  readonly replace?: boolean
}

const LEASE_MS = 60_000
const PARALLEL = 32

/**
 * Takes a certificate feed of many centres and days. Its raw file is kept and its record staged before any
 * centre-day is touched; results are stored when all of it is applied. Sent again, it changes nothing.
 */
export async function acceptFeed(
  { source, by }: HandedFeed,
  deps: Deps,
): Promise<Result<Accepted<FeedReceipt>, Refusal>> {
  const bytes = await bytesOf(source)
  const sha256 = sha256Of(bytes)
  const rawKey = `raw/feeds/certificates/${sha256}`
  await deps.rawFiles.keep(rawKey, source, sha256)
  const parsed = await parseCertificates(bytes, parseContextOf(deps))
  if (!parsed.ok) return parsed
  const shares = sharesOf(parsed.value.rows)
  const earlier = await earlierFeed(sha256, shares, deps)
  const feed = earlier ?? (await stage({ sha256, rawKey, by }, parsed.value, deps))
  const refused = feed.state === 'applied' ? [] : await applyStagedFeed(feed, shares, deps)
  const centreDays = await judgeShares(shares, deps)
  return ok({
    replay: earlier?.state === 'applied',
    receipt: { ...receiptOf(feed, parsed.value, centreDays), refused },
  })
}

/** Goes on with a feed whose process died; called by the sweep when its lease has run out. */
export async function resumeFeed(feed: Feed, deps: Deps): Promise<void> {
  const parsed = await parseCertificates(
    await bytesOf(await deps.rawFiles.open(feed.rawKey)),
    parseContextOf(deps),
  )
  const shares = parsed.ok ? sharesOf(parsed.value.rows) : []
  await applyStagedFeed(feed, shares, deps)
  await judgeShares(shares, deps)
}

/** The same bytes, still on their way, or applied before and with nothing new to say since. */
async function earlierFeed(sha256: string, shares: readonly FeedShare[], deps: Deps): Promise<Feed | null> {
  const active = await deps.store.activeFeeds()
  const stopped = active.find((feed) => feed.sha256 === sha256)
  if (stopped) return stopped
  const applied = await deps.store.appliedFeed(sha256)
  if (!applied) return null
  const news = await inParallel(shares, PARALLEL, (share) => bringsNews(share, deps))
  return news.some(Boolean) ? null : applied
}

async function stage(
  { sha256, rawKey, by }: Pick<Feed, 'sha256' | 'rawKey' | 'by'>,
  { rows, quarantined, rowCount }: ParsedCertificates,
  { store, clock }: Deps,
): Promise<Feed> {
  const now = clock.now()
  const feed: Feed = {
    sequence: await store.nextFeedSequence(),
    leg: 'certificates',
    ...{ sha256, rawKey, by },
    receivedAt: now,
    state: 'staged',
    dates: [...new Set(rows.map((row) => row.date))].sort(),
    rows: rowCount,
    quarantined: quarantined.length,
    leaseUntil: now + LEASE_MS,
  }
  await store.commit({ feed: { before: null, after: feed } })
  return feed
}

async function judgeShares(shares: readonly FeedShare[], deps: Deps): Promise<readonly FeedCentreDay[]> {
  const dates = [...new Set(shares.map((share) => share.date))].sort()
  const reports = new Map<string, CentreDayReport>()
  const until = performance.now() + PATIENCE_MS
  for (const date of dates) {
    const left = Math.max(0, until - performance.now())
    for (const report of (await judgeInline(date, centresOf(shares, date), deps, left)) ?? [])
      reports.set(`${report.date} ${report.centreId}`, report)
  }
  return shares.map(({ centreId, date }) => toCentreDay(centreId, date, reports.get(`${date} ${centreId}`)))
}

function centresOf(shares: readonly FeedShare[], date: IsoDate): readonly string[] {
  return shares.filter((share) => share.date === date).map((share) => share.centreId)
}

function toCentreDay(centreId: string, date: IsoDate, report: CentreDayReport | undefined): FeedCentreDay {
  if (!report) return { centreId, date, outcome: 'pending', counts: null, findings: [] }
  const findings = report.findings.map(({ rule, severity, count }) => ({ rule, severity, count }))
  return { centreId, date, outcome: report.outcome, counts: report.counts, findings }
}

function receiptOf(
  { sequence, sha256 }: Feed,
  { rowCount, warnings, ignoredColumns, quarantined }: ParsedCertificates,
  centreDays: readonly FeedCentreDay[],
): Omit<FeedReceipt, 'refused'> {
  const order: readonly FeedReceipt['outcome'][] = ['pending', 'breach', 'incomplete', 'balanced']
  const outcome = order.find((candidate) => centreDays.some((day) => day.outcome === candidate)) ?? 'balanced'
  const file = { sheetId: `feed.${sequence}`, version: sequence, sha256, rows: rowCount, final: false }
  return { ...file, warnings, ignoredColumns, quarantined, outcome, centreDays }
}
