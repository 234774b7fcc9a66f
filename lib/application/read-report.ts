import { addDays, datesBetween } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import { judge } from '../domain/reconcile.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { IsoDate } from '../domain/rows.ts'
import { decidingPart } from './affected.ts'
import type { Deps } from './deps.ts'
import { districtOf, readDays, type Snapshot } from './district-days.ts'

export interface ReadReport {
  readonly head: Head
  /** Null until the first result is stored. */
  readonly report: CentreDayReport | null
  readonly snapshot: Snapshot
}

/**
 * The report of a centre-day as it was last stored: made again from the versions in force and the time at which
 * it was judged. Null where the centre-day has nothing.
 */
export async function readReport(
  centreId: string,
  date: IsoDate,
  deps: Pick<Deps, 'store' | 'clock' | 'district'>,
): Promise<ReadReport | null> {
  const {
    store,
    district: { policy },
  } = deps
  const back = 3 * policy.lookBackDays
  const window = datesBetween(addDays(date, -back), addDays(date, 2 * policy.lookBackDays))
  const snapshot = await readDays(deps, window)
  const head = snapshot.heads.find((candidate) => candidate.centreId === centreId && candidate.date === date)
  if (!head) return null
  if (!head.result) return { head, report: null, snapshot }
  const part = decidingPart(new Set([head]), snapshot, policy.lookBackDays, store)
  const asked = { from: date, to: date, asOf: head.result.judgedAt, seenUntil: null }
  const judged = judge(districtOf(part), asked, policy)
  const report = judged.find((candidate) => candidate.report.centreId === centreId)?.report ?? null
  return { head, report, snapshot }
}
