import type { CentreDayReport } from '../domain/report.ts'
import type { IsoDate } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { judgeDay } from './judge-day.ts'

/**
 * Judges right after rows were accepted. They are safe already, so a failure here is not the sender's: the
 * answer says `pending`, the centre-day stays dirty, and the sweep judges it. Null where there is no result yet.
 */
export async function judgeInline(
  date: IsoDate,
  wanted: readonly string[],
  deps: Deps,
): Promise<readonly CentreDayReport[] | null> {
  try {
    return await judgeDay(date, deps, wanted)
  } catch (error) {
    deps.logger.warn('judging-postponed', { date, error: error instanceof Error ? error.name : 'unknown' })
    return null
  }
}
