import { cutOffOf } from './calendar.ts'
import type { CentreDay } from './centre-day.ts'
import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { Instant, IsoDate } from './rows.ts'
import { watermarkOf } from './watermark.ts'

/** Which days are reported, and what time it is. */
export interface Asked {
  readonly from: IsoDate
  readonly to: IsoDate
  /** Null: cut-off has just passed on every day, `missingSheetDays` has not. */
  readonly asOf: Instant | null
  /**
   * Rows issued later are unseen; null: none. Left out: `asOf`. Where rows come in as they are issued, all are seen:
   * a clock that runs ahead, or that is set ahead, must hide nothing.
   */
  readonly seenUntil?: Instant | null
  /** In which findings are explained; left out: English. */
  readonly language?: Language
}

export function seenUntilOf({ asOf, seenUntil }: Asked): Instant | null {
  return seenUntil === undefined ? asOf : seenUntil
}

export function isPastCutOff(date: IsoDate, { asOf }: Pick<Asked, 'asOf'>, policy: Policy): boolean {
  return asOf === null || asOf >= cutOffOf(date, policy)
}

/** A token may still come: until cut-off, unless the sheet is final. */
export function isWaiting({ tokenLeg }: CentreDay, pastCutOff: boolean): boolean {
  return !pastCutOff && !tokenLeg?.final
}

/** From when on a certificate may still find its token; null where it is too late for any. */
export function waitsFrom(centreDay: CentreDay, pastCutOff: boolean, policy: Policy): Instant | null {
  return isWaiting(centreDay, pastCutOff) ? watermarkOf(centreDay, policy) : null
}
