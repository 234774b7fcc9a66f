import type { Counts } from '../../../lib/domain/report.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import type { Found } from './found.ts'
import { isOf, type Situation } from './situation.ts'
import { isGrave } from './verdict.ts'

/** What a centre-day tells the days after it. */
export interface Told {
  readonly date: IsoDate
  /** Null where no feed holds the date. */
  readonly certificates: number | null
  /** Null where it is not known. */
  readonly balance: number | null
  /** "A critical or major finding other than `drift` stands." */
  readonly speaks: boolean
  readonly carriesRefs: boolean
}

/** `found` are the findings of the day without `drift`. */
export function toldBy(situation: Situation, day: CentreDay, counts: Counts, found: readonly Found[]): Told {
  return {
    date: day.date,
    certificates: counts.certificates,
    balance: balanceOf(situation, day, counts),
    speaks: found.some(isGrave),
    carriesRefs: day.sheet?.tokens.some((token) => token.row.ref !== '') ?? false,
  }
}

/**
 * "Certificates minus vaccinated tokens, where a certificate matched `late` or `elsewhere` is booked on its
 * token's centre-day; it is known after the day's cut-off, where there is a token sheet and a
 * feed holds the date."
 */
function balanceOf({ claims }: Situation, day: CentreDay, counts: Counts): number | null {
  const { tokens, deferred, left, certificates } = counts
  if (!day.cutOffPassed) return null
  if (tokens === null || deferred === null || left === null || certificates === null) return null
  const here = isOf(day)
  const moved = claims.filter(({ kind }) => kind === 'late' || kind === 'elsewhere')
  const booked =
    certificates -
    moved.filter(({ certificate }) => here(certificate)).length +
    moved.filter(({ token }) => here(token)).length
  return booked - (tokens - deferred - left)
}
