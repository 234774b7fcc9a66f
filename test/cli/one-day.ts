import type { Counts } from '../../lib/domain/report.ts'
import { reportOf } from './workspace.ts'

/** A command line for the Saturday of the sample, files to follow. */
export const DAY = ['reconcile', '--date', '2021-08-28']

/** What is counted at the first centre-day of the report. */
export async function countsOf(args: readonly string[]): Promise<Counts | undefined> {
  return (await reportOf(args)).centreDays[0]?.counts
}
