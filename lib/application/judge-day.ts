import { createHash } from 'node:crypto'
import { addDays, cutOffOf, datesBetween } from '../domain/calendar.ts'
import type { Head, StoredResult } from '../domain/head.ts'
import { canonicalJson } from '../domain/ledger.ts'
import type { Policy } from '../domain/policy.ts'
import { judge } from '../domain/reconcile.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { affectedBy, decidingPart } from './affected.ts'
import type { Deps } from './deps.ts'
import { districtOf, legVersions, readDays, type Snapshot } from './district-days.ts'
import { groupBy, inParallel } from './in-parallel.ts'
import { retryStale } from './retry-stale.ts'
import { StaleWrite } from './store.ts'
import { storeResult } from './store-result.ts'

const DAY = 86_400_000
/** Centres whose results are stored at the same time; those of one centre share a chain, and come in turn. */
const PARALLEL = 8
/** About as long as judging takes: whoever else writes these results is then done, and nothing may be left to do. */
const COLLISION_MS = 40

/**
 * Brings up to date the results of a day and of all centre-days that it can affect: other centres of that day,
 * and the look-back on either side. Answers the reports of these, and of `wanted` centres of the day in any case.
 * Null: a feed that touches these days is still being applied, and whoever finishes it will judge them; nothing was
 * stored.
 *
 * Results of neighbours go first and what made this day dirty or due is cleared last, after looking whether any
 * leg changed in between. So a crash at any point leaves something dirty or due, and a sweep does it again.
 */
export function judgeDay(
  date: IsoDate,
  deps: Deps,
  wanted: Wanted = 'due',
): Promise<readonly CentreDayReport[] | null> {
  return retryStale(async () => {
    const span = spanOf(date, deps.district.policy)
    if (await feedInTheWay(span.window, deps)) return null
    const now = deps.clock.now()
    const snapshot = await readDays(deps, span.window)
    const verdicts = await judgeAffected(snapshot, date, span, now, wanted, deps)
    const pending = verdicts.filter((verdict) => mustStore(verdict, now))
    const isOwn = ({ head }: Verdict): boolean => head.date === date && (head.dirty || isDue(head, now))
    const neighbours = pending.filter((verdict) => !isOwn(verdict))
    const own = pending.filter(isOwn)
    await storeAll(neighbours, snapshot, now, deps)
    await assureUnchanged(snapshot, span.window, neighbours, deps)
    await storeAll(own, snapshot, now, deps)
    const undirty = own.filter(({ head }) => !head.dirty)
    await assureUnchanged(snapshot, span.window, undirty, deps)
    return verdicts.map(({ report }) => report).filter((report) => report !== null)
  }, COLLISION_MS)
}

/** Centres whose reports are wanted besides what is dirty or due; `all`: every centre of the day is judged anew. */
export type Wanted = 'due' | 'all' | readonly string[]

/** A head and the report that it should now show; null: no row of it is left. */
export interface Verdict {
  readonly head: Head
  readonly report: CentreDayReport | null
  readonly next: Head
}

interface Span {
  readonly from: IsoDate
  readonly to: IsoDate
  /** All days that a result between `from` and `to` can depend on; the backlog exemption looks furthest. */
  readonly window: readonly IsoDate[]
}

function spanOf(date: IsoDate, { lookBackDays }: Policy): Span {
  const from = addDays(date, -lookBackDays)
  const to = addDays(date, lookBackDays)
  return { from, to, window: datesBetween(addDays(from, -2 * lookBackDays), addDays(to, lookBackDays)) }
}

async function feedInTheWay(window: readonly IsoDate[], { store }: Deps): Promise<boolean> {
  const feeds = await store.activeFeeds()
  return feeds.some((feed) => feed.dates.some((date) => date >= window[0]! && date <= window.at(-1)!))
}

/** Judges what is dirty or due on that day, and whatever that can affect, from the rows that decide it. */
async function judgeAffected(
  snapshot: Snapshot,
  date: IsoDate,
  { from, to }: Span,
  now: Instant,
  wanted: Wanted,
  { store, district: { policy } }: Deps,
): Promise<readonly Verdict[]> {
  const isOrigin = (head: Head): boolean =>
    head.date === date && (wanted === 'all' || head.dirty || isDue(head, now))
  const isWanted = (head: Head): boolean => head.date === date && wanted.includes(head.centreId)
  const affected = await affectedBy(snapshot.heads.filter(isOrigin), snapshot, policy.lookBackDays, store)
  const inSpan = (head: Head): boolean => head.date >= from && head.date <= to
  const targets = new Set(
    snapshot.heads.filter((head) => (affected.has(head) || isWanted(head)) && inSpan(head)),
  )
  const part = decidingPart(targets, snapshot, policy.lookBackDays, store)
  const judged = judge(districtOf(part), { from, to, asOf: now, seenUntil: null }, policy)
  const reports = new Map(judged.map(({ report }) => [`${report.date} ${report.centreId}`, report]))
  return [...targets].map((head) =>
    toVerdict(head, reports.get(`${head.date} ${head.centreId}`) ?? null, date, now, policy),
  )
}

/**
 * What is dirty or due is always written, so that whoever computed it from older rows finds its `rev` moved.
 * Anything else is written only when its result changed.
 */
function mustStore({ head, next }: Verdict, now: Instant): boolean {
  return head.dirty || isDue(head, now) || head.result?.fingerprint !== next.result?.fingerprint
}

const isDue = (head: Head, now: Instant): boolean => head.dueAt !== null && head.dueAt <= now

function toVerdict(
  head: Head,
  report: CentreDayReport | null,
  date: IsoDate,
  now: Instant,
  policy: Policy,
): Verdict {
  const dirty = head.dirty && head.date !== date
  const next: Head = {
    ...head,
    rev: head.rev + 1,
    dirty,
    result: report && toResult(report, now),
    judged: dirty ? head.judged : versionsOf(head),
    policy: policyFingerprint(policy),
    dueAt: dirty ? head.dueAt : nextDue(head, report, now, policy),
  }
  return { head, report, next }
}

function versionsOf({ legs }: Head): Head['judged'] {
  return Object.fromEntries(Object.entries(legs).map(([leg, { version }]) => [leg, version]))
}

function toResult(report: CentreDayReport, judgedAt: Instant): StoredResult {
  const { outcome, action, counts } = report
  const findings = report.findings.map(({ rule, severity, count }) => ({ rule, severity, count }))
  return { outcome, action, counts, findings, fingerprint: hashOf(report), judgedAt }
}

/** Time alone changes a result at cut-off, and once more where a sheet stays missing. */
function nextDue(head: Head, report: CentreDayReport | null, now: Instant, policy: Policy): Instant | null {
  const cutOff = cutOffOf(head.date, policy)
  if (now < cutOff) return cutOff
  const missing = cutOff + policy.missingSheetDays * DAY
  return report?.findings.some(({ rule }) => rule === 'no-token-sheet') && now < missing ? missing : null
}

async function storeAll(
  verdicts: readonly Verdict[],
  snapshot: Snapshot,
  now: Instant,
  deps: Deps,
): Promise<void> {
  await inParallel(
    groupBy(verdicts, ({ head }) => head.centreId),
    PARALLEL,
    async (ofCentre) => {
      for (const verdict of ofCentre) await storeResult(verdict, snapshot, now, deps)
    },
  )
}

/** Throws StaleWrite, to begin again, where rows came in while results of others were stored. */
async function assureUnchanged(
  snapshot: Snapshot,
  window: readonly IsoDate[],
  stored: readonly Verdict[],
  { store }: Deps,
): Promise<void> {
  if (stored.length === 0) return
  if (legVersions(await store.heads(window)) !== legVersions(snapshot.heads)) {
    throw new StaleWrite('Rows came in meanwhile.')
  }
}

export function policyFingerprint(policy: Policy): string {
  return hashOf(policy).slice(0, 16)
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
