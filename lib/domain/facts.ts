import type { CentreDay } from './centre-day.ts'
import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { Counts } from './report.ts'
import type { Centre, Instant, PastDay } from './rows.ts'
import type { Tally } from './tally.ts'

/** All that the rules, the outcome and the action of a centre-day are judged by. */
export interface Facts {
  readonly centreDay: CentreDay
  readonly tally: Tally
  readonly counts: Counts
  readonly policy: Policy
  readonly cutOff: Instant
  readonly isPastCutOff: boolean
  /** False where the district has a register of centres and this one is not in it. */
  readonly isKnownCentre: boolean
  /** Null: cut-off has just passed, `missingSheetDays` has not. */
  readonly asOf: Instant | null
  /** Whether bookings were given for that date, at whatever centre. */
  readonly bookingsGiven: boolean
  /** How far the token leg is known to be complete; null without one. */
  readonly watermark: Instant | null
  /** The district's register of this centre; null where there is none. */
  readonly centre: Centre | null
  /** Earlier days of the same centre, the oldest first, as far back as the policy's history reaches. */
  readonly history: readonly PastDay[]
  /** In which findings are explained. */
  readonly language: Language
  /** The same centre so many days before, null where nothing is known of it. */
  earlier(days: number): CentreDay | null
}
