import { sheetOverdueFrom } from '../domain/action.ts'
import { addDays, cutOffOf } from '../domain/calendar.ts'
import { type Head, hasSameVersions, type StoredResult } from '../domain/head.ts'
import { historyHash, tellsTheSame } from '../domain/head-past.ts'
import { type JudgedCentreDay, judge } from '../domain/judge.ts'
import { sha256Of } from '../domain/ledger.ts'
import { madeUnder, policyFingerprint } from '../domain/made-with.ts'
import { type Policy, policyAt } from '../domain/policy.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { Centre, Instant, IsoDate } from '../domain/rows.ts'
import { decidingPart } from './affected.ts'
import type { Deps } from './deps.ts'
import { districtOf, type Period, readCentres, type Snapshot } from './district-days.ts'
import { type Past, readPast } from './past-days.ts'
import { StaleWrite } from './store.ts'
import { placeOf } from './tie-index.ts'

/** A head and the report that it should now show; null: no row of it is left. */
export interface Verdict {
  readonly head: Head
  readonly report: CentreDayReport | null
  readonly next: Head
}

/** A head as it stands after its result was stored. */
export interface StoredHead {
  readonly head: Head
  /** What follows from the result is a reason to judge it again. */
  readonly isDueAgain: boolean
}

/** Verdicts with all that they were made from. */
export interface Judgement {
  readonly verdicts: readonly Verdict[]
  readonly snapshot: Snapshot
  readonly centres: ReadonlyMap<string, Centre>
  readonly past: Past
}

/** Days that are judged together. */
export interface Span {
  readonly from: IsoDate
  readonly to: IsoDate
  /** All days whose rows a result between `from` and `to` can depend on; the backlog exemption looks furthest. */
  readonly window: Period
}

/** Of a date, all that its rows can affect. */
export function spanOfDay(date: IsoDate, policy: Pick<Policy, 'lookBackDays'>): Span {
  return spanOf(addDays(date, -policy.lookBackDays), addDays(date, policy.lookBackDays), policy)
}

export function spanOf(from: IsoDate, to: IsoDate, { lookBackDays }: Pick<Policy, 'lookBackDays'>): Span {
  return { from, to, window: { from: addDays(from, -2 * lookBackDays), to: addDays(to, lookBackDays) } }
}

/** When it is, and whose dirt is cleared by it: that of the heads of `origin`, null for none. */
export interface Moment {
  readonly now: Instant
  readonly origin: IsoDate | null
}

/**
 * Judges some centre-days of a snapshot from the rows that decide them and from what earlier days tell. Throws
 * StaleWrite where rows came in between the snapshot and the heads of `targets`.
 */
export async function judgeTargets(
  targets: readonly Head[],
  snapshot: Snapshot,
  { from, to }: Span,
  moment: Moment,
  { store, district: { policy } }: Pick<Deps, 'store' | 'district'>,
): Promise<Judgement> {
  assureSameRows(targets, snapshot)
  // After the heads: a suspension that comes in between makes them due, and their `rev` another.
  const centres = await readCentres(store)
  const past = await readPast(targets, policy.historyDays, store)
  const part = decidingPart(targets, snapshot, policy.lookBackDays, store)
  const district = { ...districtOf(part, centres), past: past.days }
  const judged = judge(district, { from, to, asOf: moment.now, seenUntil: null }, policy)
  const byPlace = new Map(judged.map((centreDay) => [placeOf(centreDay.report), centreDay]))
  const fingerprint = policyFingerprint(policy)
  const verdicts = targets.map((head) => {
    const made = madeUnder(fingerprint, centres.get(head.centreId) ?? null)
    const judgedHere = byPlace.get(placeOf(head)) ?? null
    // What is not judged any more keeps what was found of it.
    const otherwise = snapshot.gone.has(placeOf(head)) ? head.result : null
    return toVerdict(head, judgedHere, otherwise, moment, { policy, made })
  })
  return { verdicts, snapshot, centres, past }
}

/** The mark does not tell of a share of a feed that is being applied: its head does. */
function assureSameRows(targets: readonly Head[], { byPlace, gone }: Snapshot): void {
  const isSame = (head: Head): boolean =>
    gone.has(placeOf(head)) || hasSameVersions(head.legs, byPlace.get(placeOf(head))?.centreDay.legs ?? {})
  if (!targets.every(isSame)) throw new StaleWrite('Rows came in while they were read.')
}

export const isDue = (head: Head, now: Instant): boolean => head.dueAt !== null && head.dueAt <= now

/** Its result itself may be another now. */
export const isPressing = (head: Head, now: Instant): boolean =>
  head.dirty || (isDue(head, now) && head.dueAt !== head.untold)

/**
 * What is dirty or due is always written, so that whoever computed it from older rows finds its `rev` moved. One that
 * is due for the sake of later days only was computed from these rows already. Anything else is written only when its
 * result changed, or what it tells or was told, or under what it is made: what says the same under another policy is then
 * known to, and the nightly run need not judge it again.
 */
export function mustStore({ head, next }: Verdict, now: Instant): boolean {
  return isPressing(head, now) || head.policy !== next.policy || !saysTheSame(head.result, next.result)
}

/**
 * As it is stored before anybody has looked whether rows came in meanwhile: due, and as dirty as it was, so that a
 * sweep does it again where whoever stored it does not come to settle it. A head that says what it said before, and
 * that nobody waits for, has nothing to settle.
 */
export function provisional(verdict: Verdict, now: Instant): Verdict {
  const { head, report, next } = verdict
  const isAwaited = head.dirty || isDue(head, now)
  if (!isAwaited && saysTheSame(head.result, next.result)) return verdict
  const { dirty, judged, untold } = head
  const dueAt = isDue(head, now) ? head.dueAt : now
  return { head, report, next: { ...next, dirty, judged, untold, dueAt } }
}

/** What is left to write once its result is known to stand; null: nothing. */
export function settled({ next }: Verdict, { head, isDueAgain }: StoredHead): Head | null {
  const { dirty, judged, untold } = next
  const dueAt = isDueAgain ? head.dueAt : next.dueAt
  const isSettled = head.dirty === dirty && head.untold === untold && head.dueAt === dueAt
  return isSettled ? null : { ...head, rev: head.rev + 1, dirty, judged, untold, dueAt }
}

function saysTheSame(before: StoredResult | null, after: StoredResult | null): boolean {
  if (before === null || after === null) return before === after
  return (
    before.fingerprint === after.fingerprint &&
    before.pastSeen === after.pastSeen &&
    before.past !== undefined &&
    tellsTheSame(before.past, after.past)
  )
}

function toVerdict(
  head: Head,
  judged: JudgedCentreDay | null,
  otherwise: StoredResult | null,
  { now, origin }: Moment,
  { policy, made }: { readonly policy: Policy; readonly made: string },
): Verdict {
  const isOrigin = head.date === origin
  const dirty = head.dirty && !isOrigin
  const untold = isOrigin ? undefined : head.untold
  const result = judged ? toResult(judged, now) : otherwise
  const keepsDue = dirty || untold !== undefined
  const next: Head = {
    ...head,
    rev: head.rev + 1,
    dirty,
    untold,
    result,
    judged: dirty ? head.judged : versionsOf(head),
    policy: made,
    dueAt: keepsDue ? head.dueAt : nextDue({ ...head, result }, now, policy),
  }
  return { head, report: judged?.report ?? null, next }
}

function versionsOf({ legs }: Head): Head['judged'] {
  return Object.fromEntries(Object.entries(legs).map(([leg, { version }]) => [leg, version]))
}

function toResult({ report, past, history }: JudgedCentreDay, judgedAt: Instant): StoredResult {
  const { outcome, action, counts } = report
  const findings = report.findings.map(({ rule, severity, count }) => ({ rule, severity, count }))
  const fingerprint = sha256Of(report)
  return { outcome, action, counts, findings, fingerprint, judgedAt, past, pastSeen: historyHash(history) }
}

/** Time alone changes a result at cut-off, and once more where a sheet stays missing. */
export function nextDue({ centreId, date, result }: Head, now: Instant, policy: Policy): Instant | null {
  const cutOff = cutOffOf(date, policy)
  if (now < cutOff) return cutOff
  const missing = sheetOverdueFrom(date, policyAt(policy, centreId))
  return result?.findings.some(({ rule }) => rule === 'no-token-sheet') && now < missing ? missing : null
}
