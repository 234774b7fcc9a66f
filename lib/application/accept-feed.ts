import { setTimeout as after } from 'node:timers/promises'
import type { CentreDayReport, Counts, Outcome, Severity } from '../domain/report.ts'
import type { IsoDate, Leg } from '../domain/rows.ts'
import type { Refusal } from '../formats/faults.ts'
import { ok, type Result } from '../runtime/result.ts'
import {
  type AppliedFeed,
  applyStagedFeed,
  bringsNews,
  isOrdered,
  LEASE_MS,
  leave,
  type RefusedShare,
} from './apply-feed.ts'
import { type ByteSource, sha256OfSource } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { datesOf, emptyFile, type FeedFile, readFeedFile } from './feed-file.ts'
import { inParallel } from './in-parallel.ts'
import { judgeInline, PATIENCE_MS } from './judge-inline.ts'
import { feedIdOf } from './quarantine-alert.ts'
import { type Accepted, LISTED, type Receipt } from './receipt.ts'
import { retryStale } from './retry-stale.ts'
import type { Placed } from './spool.ts'
import type { Feed } from './store.ts'
import { spanOfDay } from './verdicts.ts'

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
  /** After which whoever waits is answered `pending`, and the sweep goes on. Left out: nobody waits. */
  readonly patienceMs?: number
}

const PARALLEL = 32
/** How long a feed waits for one before it. */
const TURN_MS = 5000
const LOOK_AGAIN_MS = 100

/**
 * Takes a file of many centres and days. Its raw file is kept, and it is read to its end and its record staged, before
 * any centre-day is touched; results are stored when all of it is applied. Sent again, it changes nothing.
 */
export async function acceptFeed(
  { leg, source, by, replace = false, patienceMs = Number.POSITIVE_INFINITY }: HandedFeed,
  deps: Deps,
): Promise<Result<Accepted<FeedReceipt>, Refusal>> {
  const until = performance.now() + patienceMs
  const sha256 = await sha256OfSource(source)
  const rawKey = `raw/feeds/${leg}/${sha256}`
  await deps.rawFiles.keep(rawKey, source, sha256)
  // What was kept is what is read: whatever the source has become meanwhile.
  const read = await readFeedFile(leg, await deps.rawFiles.open(rawKey), deps)
  if (!read.ok) return read
  const file = read.value
  try {
    const identity = { leg, sha256, rawKey, by, replace }
    const earlier = await earlierFeed(identity, file, deps)
    const feed = earlier ?? (await stage(identity, file, deps))
    const { refused, finished } = await apply(feed, file, deps, until)
    const centreDays = await judgeCentreDays(file.centreDays, deps, finished ? until : 0)
    return ok({
      replay: earlier?.state === 'applied',
      receipt: { ...receiptOf(feed, file, centreDays), refused },
    })
  } finally {
    await file.discard()
  }
}

/** Goes on with a feed whose process died; called by the sweep when its lease has run out. */
export async function resumeFeed(feed: Feed, deps: Deps): Promise<void> {
  const read = await readFeedFile(feed.leg, await deps.rawFiles.open(feed.rawKey), deps)
  // It was read to its end before it was staged; what refuses it since, such as a centre taken from the register,
  // must not hold up all other days.
  const file = read.ok ? read.value : emptyFile
  if (!read.ok)
    deps.logger.error('feed-refused-when-resumed', {
      feed: feed.sequence,
      faults: read.refusal.faults.length,
    })
  try {
    if (!(await awaitTurn(feed, deps))) return
    await applyStagedFeed(feed, file, deps)
    await judgeCentreDays(file.centreDays, deps)
  } finally {
    await file.discard()
  }
}

async function apply(feed: Feed, file: FeedFile, deps: Deps, until: number): Promise<AppliedFeed> {
  if (feed.state === 'applied') return { refused: [], finished: true }
  if (await awaitTurn(feed, deps)) return applyStagedFeed(feed, file, deps, until)
  await retryStale(() => leave(feed, deps))
  return { refused: [], finished: false }
}

type Identity = Pick<Feed, 'leg' | 'sha256' | 'rawKey' | 'by' | 'replace'>

/** The same bytes, still on their way, or applied before and with nothing new to say since. */
async function earlierFeed(identity: Identity, file: FeedFile, deps: Deps): Promise<Feed | null> {
  const isSame = (feed: Feed): boolean =>
    feed.sha256 === identity.sha256 && feed.leg === identity.leg && feed.replace === identity.replace
  const active = await deps.store.activeFeeds()
  const stopped = active.find(isSame)
  if (stopped) return stopped
  const applied = await deps.store.appliedFeed(identity.sha256)
  if (!applied || !isSame(applied)) return null
  for await (const shares of file.shares()) {
    const news = await inParallel(shares, PARALLEL, (share) => bringsNews(share, identity.replace, deps))
    if (news.some(Boolean)) return null
  }
  return applied
}

/**
 * Where the later of two files counts, each waits for those before it; one that stopped is finished first. Applied
 * after the next it would take back what that has said. False: the turn did not come in time.
 */
async function awaitTurn(feed: Feed, deps: Deps): Promise<boolean> {
  const until = performance.now() + TURN_MS
  for (;;) {
    const before = (await deps.store.activeFeeds()).filter((other) => goesBefore(other, feed))
    if (before.length === 0) return true
    const stopped = before.find(({ leaseUntil }) => leaseUntil < deps.clock.now())
    if (stopped) await resumeFeed(stopped, deps)
    else if (performance.now() > until) return false
    else await after(LOOK_AGAIN_MS)
  }
}

function goesBefore(other: Feed, feed: Feed): boolean {
  const dates = new Set(feed.dates)
  return (
    other.sequence < feed.sequence &&
    other.leg === feed.leg &&
    (isOrdered(other) || isOrdered(feed)) &&
    other.dates.some((date) => dates.has(date))
  )
}

async function stage(identity: Identity, file: FeedFile, { store, clock }: Deps): Promise<Feed> {
  const now = clock.now()
  const feed: Feed = {
    sequence: await store.nextFeedSequence(),
    ...identity,
    receivedAt: now,
    state: 'staged',
    dates: datesOf(file.centreDays),
    rows: file.receipt.rowCount,
    quarantined: file.quarantine.count,
    reasons: file.quarantine.reasons,
    leaseUntil: now + LEASE_MS,
  }
  await store.commit({ feed: { before: null, after: feed } })
  return feed
}

async function judgeCentreDays(
  places: readonly Placed[],
  deps: Deps,
  answerBy = Number.POSITIVE_INFINITY,
): Promise<readonly FeedCentreDay[]> {
  const patienceMs = Math.min(PATIENCE_MS, answerBy - performance.now())
  const dates = datesOf(places)
  const touched = [...new Set([...dates, ...(await putOffBy(dates, deps))])]
    .sort()
    .map((date) => ({ date, centres: centresOf(places, date), besides: 'due' as const }))
  const made = await judgeInline(touched, deps, patienceMs)
  const reports = new Map(made.map((report) => [`${report.date} ${report.centreId}`, report]))
  return places.map(({ centreId, date }) => toCentreDay(centreId, date, reports.get(`${date} ${centreId}`)))
}

/** Days of which rows may have come in meanwhile that were not judged for the sake of this feed. */
async function putOffBy(
  dates: readonly IsoDate[],
  { store, clock, district }: Deps,
): Promise<readonly IsoDate[]> {
  const due = await store.dueDates(clock.now())
  return due.filter((date) => {
    const { from, to } = spanOfDay(date, district.policy).window
    return dates.some((of) => from <= of && of <= to)
  })
}

function centresOf(places: readonly Placed[], date: IsoDate): readonly string[] {
  return places.filter((place) => place.date === date).map((place) => place.centreId)
}

function toCentreDay(centreId: string, date: IsoDate, report: CentreDayReport | undefined): FeedCentreDay {
  if (!report) return { centreId, date, outcome: 'pending', counts: null, findings: [] }
  const findings = report.findings.map(({ rule, severity, count }) => ({ rule, severity, count }))
  return { centreId, date, outcome: report.outcome, counts: report.counts, findings }
}

function receiptOf(
  feed: Feed,
  { receipt, quarantine }: FeedFile,
  centreDays: readonly FeedCentreDay[],
): Omit<FeedReceipt, 'refused'> {
  const order: readonly FeedReceipt['outcome'][] = ['pending', 'breach', 'incomplete', 'balanced']
  const outcome = order.find((candidate) => centreDays.some((day) => day.outcome === candidate)) ?? 'balanced'
  const { sequence, sha256 } = feed
  return {
    ...{ sheetId: feedIdOf(feed), version: sequence, sha256, rows: receipt.rowCount, final: false },
    warnings: receipt.warnings,
    ignoredColumns: receipt.ignoredColumns,
    quarantined: quarantine.listed.slice(0, LISTED).map(({ row, reason }) => ({ row, reason })),
    quarantinedRows: quarantine.count,
    outcome,
    centreDays,
  }
}
