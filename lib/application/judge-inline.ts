import { setTimeout as after } from 'node:timers/promises'
import type { CentreDayReport } from '../domain/report.ts'
import type { IsoDate } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { judgeDay } from './judge-day.ts'

/** An HTTP API gives up after 30 seconds; whoever sent the rows is answered before. */
export const PATIENCE_MS = 20_000

/**
 * Judges right after rows were accepted. They are safe already, so a failure here is not the sender's, nor is one
 * that takes too long: the answer says `pending`, the centre-day stays dirty, and the sweep judges it. Null where
 * there is no result yet. `patienceMs`: what is left of the time for the whole request.
 */
export async function judgeInline(
  date: IsoDate,
  wanted: readonly string[],
  deps: Deps,
  patienceMs = PATIENCE_MS,
): Promise<readonly CentreDayReport[] | null> {
  if (patienceMs <= 0) return null
  const postponed = (error: string): null => {
    deps.logger.warn('judging-postponed', { date, error })
    return null
  }
  const judged = judgeDay(date, deps, wanted).catch((error) =>
    postponed(error instanceof Error ? error.name : 'unknown'),
  )
  const answered = new AbortController()
  const tooLate = after(patienceMs, 'TooLate', { signal: answered.signal }).then(postponed, () => null)
  return Promise.race([judged, tooLate]).finally(() => answered.abort())
}
