import type { Policy } from './policy.ts'
import type { Report } from './report.ts'
import type { District, Instant, IsoDate } from './rows.ts'

/** Which days are reported, and what time it is. */
export interface Asked {
  readonly from: IsoDate
  readonly to: IsoDate
  /** Null: cut-off has just passed on every day, `missingSheetDays` has not. */
  readonly asOf: Instant | null
}

/**
 * Reconciles the days asked for. Pure and total: the same rows in any order give the same report.
 * Rows of other days serve look-back, look-ahead and history (CONTRACT sections 3 and 4).
 */
export function reconcile(_district: District, _asked: Asked, _policy: Policy): Report {
  throw new Error('to be filled')
}
