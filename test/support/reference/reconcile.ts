import { datesBetween } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type { CentreDayReport, Counts, Report, Totals } from '../../../lib/domain/report.ts'
import type { District, Instant, IsoDate } from '../../../lib/domain/rows.ts'
import { contextOf } from './context.ts'
import { judgeOf } from './judged.ts'
import { listedOn, listedPlaces } from './listed.ts'
import { situationOf } from './situation.ts'

/**
 * The days to report, both included, the moment that it is (null: every cut-off has just passed), and the one
 * up to which rows are seen (null: all of them; left out: the former).
 */
export interface Asked {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly asOf: Instant | null
  readonly seenUntil?: Instant | null
}

/** All but the versions that a report was made with: the reference has none. */
export type ReferenceReport = Omit<Report, 'madeWith'>

/**
 * A second implementation of CONTRACT sections 3 and 4 and of docs/rules.md, written from their text alone
 * and by brute force, to hold the engine against. It shares the engine's row types, calendar and id order, and nothing else.
 * Explanations are left empty.
 *
 * `district.past`, which only the served system gives, is left aside: history is of the rows at hand.
 *
 * Where the text leaves room, it is read so:
 * - Pass 1 has four steps: vaccinated with equal doses, vaccinated with a dose missing on either side or
 *   both, then the same two for deferred or left tokens. Pass 2 needs both doses.
 * - Pass 3, for k = 1..L over all dates: vaccinated tokens k days earlier, then deferred or left ones, then k+1.
 * - In passes 3 to 5 doses agree when equal or when either is missing.
 * - Pass 5 measures time without rounding.
 * - Pass 6 pairs certificates with a ref to nameless tokens, then tokens with a ref to nameless
 *   certificates, then nameless to nameless. Within each, certificates by time take the nearest token;
 *   what lacks a time comes after, in number order. Only vaccinated tokens take part.
 * - A repeat's missing dose equals a missing dose. `07` and `7` are one number; they are told apart last.
 * - A centre-day is beside anonymous rows when a token of any outcome or a counting certificate has no ref,
 *   or its totals sheet has a token. There `pending` is a count: what entered pass 6 after the watermark,
 *   at most as many as are left over.
 * - Without a token leg repeats are unjudged, and certificates left over are unjudged and nothing else.
 * - Token numbers and ids compare by runs of digits as numbers; a ref is text and compares by code point.
 * - What is missing sorts last. `at` is null where a listed row that decides it has no time.
 * - A pass-2 claim on a deferred token is both `certificate-for-deferred-token` and `dose-mismatch`.
 * - "No certificate row" and "a row in any leg" count revoked and superseded rows too: they are on record.
 * - A row of bookings that is cancelled is no booking; where all are, no session was planned.
 * - Token numbers are listed once a row; in `duplicate-token` once a number as written.
 * - Of nameless tokens alike in number, time and dose the vaccinated one is kept, then the deferred one.
 * - `asOf` hides rows issued later; a sheet stays seen whenever it was uploaded, and so is when it was raised.
 * - A row that a whole feed omitted is no version of its certificate: it competes for the id no more.
 * - What a centre has of its own policy stands in place of the district's, whole: nothing within it is merged.
 * - Where the register of centres gives suspensions, they alone count; else `status` and `suspendedAt` do.
 * - `running-excess` needs the time of every certificate, of those left aside too.
 * - `late` and `elsewhere` claims of deferred tokens too are booked on the token's centre-day.
 * - Each day of a history is judged by its own full history, however far back the first day asked for is.
 * - In C3 the session days before are numbered as the day's own: C2 of -1 is by days -10 to -4.
 * - `exceeds` and `unusual` go by figures that are not rounded; half a certificate of drift counts as one.
 *
 * Throws `RangeError` where a connected group of rows has too many matchings to try one by one.
 */
export function referenceReconcile(district: District, asked: Asked, policy: Policy): ReferenceReport {
  const { from, to, asOf, seenUntil = asOf } = asked
  const situation = situationOf(district, policy, asOf, seenUntil)
  const listed = listedPlaces(situation)
  const judge = judgeOf(situation, listed)
  const dates = datesBetween(from, to)
  const centreDays = dates.flatMap((date) => {
    const judged = listedOn(listed, date).map(judge)
    const measured = judged.map(({ measures }) => measures).filter((measures) => measures !== null)
    return judged.map(({ report, measures }) => ({
      ...report,
      context: measures && contextOf(measures, measured, policy),
    }))
  })
  return { contract: 1, dates, totals: totalsOf(centreDays), quarantined: [], centreDays }
}

/** "`totals` sums what is not null." */
function totalsOf(centreDays: readonly CentreDayReport[]): Totals {
  const sum = (count: keyof Counts): number =>
    centreDays.reduce((total, { counts }) => total + (counts[count] ?? 0), 0)
  const withOutcome = (outcome: CentreDayReport['outcome']): number =>
    centreDays.filter((day) => day.outcome === outcome).length
  return {
    centreDays: centreDays.length,
    balanced: withOutcome('balanced'),
    breach: withOutcome('breach'),
    incomplete: withOutcome('incomplete'),
    tokens: sum('tokens'),
    certificates: sum('certificates'),
    matched: sum('matched'),
    absorbed: sum('absorbed'),
    pending: sum('pending'),
    unjudged: sum('unjudged'),
    surplus: sum('surplus'),
    shortfall: sum('shortfall'),
  }
}
