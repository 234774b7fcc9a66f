import { setTimeout as after } from 'node:timers/promises'
import type { CentreDayReport } from '../domain/report.ts'
import type { IsoDate } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { type JudgedDay, judgeDay, type Wanted } from './judge-day.ts'
import { tellLaterDays } from './later-days.ts'

/** An HTTP API gives up after 30 seconds; whoever sent the rows is answered before. */
export const PATIENCE_MS = 20_000

/** A day that rows were accepted for, and what is wanted of it. */
export interface Touched extends Wanted {
  readonly date: IsoDate
}

/**
 * Judges right after rows were accepted, the earliest day first. They are safe already, so a failure here is not the
 * sender's, nor is one that takes too long: the answer says `pending`, the centre-day stays dirty, and the sweep judges
 * it. Answers the reports that there are by then. `patienceMs`: what is left of the time for the whole request.
 */
export async function judgeInline(
  touched: readonly Touched[],
  deps: Deps,
  patienceMs = PATIENCE_MS,
): Promise<readonly CentreDayReport[]> {
  if (patienceMs <= 0) return []
  const reports: CentreDayReport[] = []
  const until = performance.now() + patienceMs
  const answered = new AbortController()
  const tooLate = after(patienceMs, null, { signal: answered.signal }).then(
    () => postponed('TooLate', deps),
    () => undefined,
  )
  await Promise.race([judgeAll(touched, reports, until, deps), tooLate])
  answered.abort()
  return [...reports]
}

/** One day that fails keeps no other from its turn. */
async function judgeAll(
  touched: readonly Touched[],
  reports: CentreDayReport[],
  until: number,
  deps: Deps,
): Promise<void> {
  const days: JudgedDay[] = []
  for (const { date, ...wanted } of touched) {
    if (performance.now() > until) return
    const day = await judgeDay(date, deps, wanted).catch((error) => postponed(nameOf(error), deps, date))
    if (!day) continue
    days.push(day)
    reports.push(...day.reports)
  }
  await tellLaterDays(days, deps).catch((error) => postponed(nameOf(error), deps))
}

function postponed(error: string, { logger }: Deps, date?: IsoDate): null {
  logger.warn('judging-postponed', { ...(date && { date }), error })
  return null
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
