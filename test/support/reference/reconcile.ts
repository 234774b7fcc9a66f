import { datesBetween } from '../../../lib/domain/calendar.ts'
import { compareIds } from '../../../lib/domain/ids.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type { CentreDayReport, Counts, Report, Totals } from '../../../lib/domain/report.ts'
import type { District, Instant, IsoDate } from '../../../lib/domain/rows.ts'
import { centreDayOf } from './centre-day.ts'
import { countsOf } from './counts.ts'
import { findingsOf } from './findings.ts'
import { type Place, type Situation, situationOf } from './situation.ts'
import { actionOf, outcomeOf } from './verdict.ts'

/** The days to report, both included, and the moment up to which rows are seen (null: all of them). */
export interface Asked {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly asOf: Instant | null
}

/**
 * A second implementation of CONTRACT sections 3 and 4, written from its text alone and by brute force, to
 * hold the engine against. It shares the engine's row types, calendar and id order, and nothing else.
 * Explanations are left empty.
 *
 * Where the contract leaves room, it is read so:
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
 * - `asOf` hides rows issued later; a sheet stays seen whenever it was uploaded.
 *
 * Throws `RangeError` where a connected group of rows has too many matchings to try one by one.
 */
export function referenceReconcile(district: District, asked: Asked, policy: Policy): Report {
  const situation = situationOf(district, policy, asked.asOf)
  const dates = datesBetween(asked.from, asked.to)
  const centreDays = dates.flatMap((date) =>
    centresOn(situation, date).map((centreId) => reportOf(situation, { centreId, date })),
  )
  return { contract: 1, dates, totals: totalsOf(centreDays), quarantined: [], centreDays }
}

function reportOf(situation: Situation, place: Place): CentreDayReport {
  const day = centreDayOf(situation, place)
  const counts = countsOf(situation, day)
  const findings = findingsOf(situation, day)
  return {
    centreId: day.centreId,
    date: day.date,
    outcome: outcomeOf(situation, day, counts, findings),
    action: actionOf(situation, day, counts, findings),
    counts,
    findings,
  }
}

/** "A centre-day without a row in any leg is not listed." Sorted by centre id. */
function centresOn({ district, sheets, onRecord }: Situation, date: IsoDate): string[] {
  const withRows = [
    ...sheets
      .filter(({ leg, tokens }) => leg.sheet.kind === 'totals' || tokens.length > 0)
      .map(({ leg }) => leg),
    ...onRecord,
    ...[...district.bookings, ...district.stock].filter((leg) => leg.rows.length > 0),
  ]
  const centres = withRows.filter((place) => place.date === date).map(({ centreId }) => centreId)
  return [...new Set(centres)].sort(compareIds)
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
