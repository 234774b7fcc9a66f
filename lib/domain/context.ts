import { addDays } from './calendar.ts'
import type { JudgedCentreDay } from './judge.ts'
import type { Policy } from './policy.ts'
import type { Context, Ears, ListedCentreDay } from './report.ts'
import type { IsoDate, PastDay } from './rows.ts'
import { discoveries } from './statistics/benjamini-hochberg.ts'
import { type EarsFigures, ears, REACH } from './statistics/ears.ts'
import { quantile, upperTail } from './statistics/normal.ts'

/** Each centre-day with its context, null before its cut-off; all of a date have to be among those given. */
export function listed(judged: readonly JudgedCentreDay[], policy: Policy): ListedCentreDay[] {
  const contexts = new Map<IsoDate, ReadonlyMap<string, Context>>()
  for (const [date, pastByCentre] of finishedDays(judged)) {
    contexts.set(date, contextsOf(date, pastByCentre, policy))
  }
  return judged.map(({ report }) => ({
    ...report,
    context: contexts.get(report.date)?.get(report.centreId) ?? null,
  }))
}

type PastByCentre = ReadonlyMap<string, readonly PastDay[]>

function finishedDays(judged: readonly JudgedCentreDay[]): ReadonlyMap<IsoDate, PastByCentre> {
  const dates = new Map<IsoDate, Map<string, readonly PastDay[]>>()
  for (const { report, past, history, isPastCutOff } of judged) {
    if (!isPastCutOff || history.length === 0) continue
    const centres = dates.get(report.date) ?? new Map<string, readonly PastDay[]>()
    dates.set(report.date, centres.set(report.centreId, [...history, past]))
  }
  return dates
}

/**
 * The contexts of one date, by centre id. `pastByCentre` holds what is known of each centre's days, the oldest first:
 * that date itself, and the days before it; later ones and those that history does not reach back to are passed over.
 * A centre is left out where too few days with a number of certificates are known, or the date has none.
 */
export function contextsOf(
  date: IsoDate,
  pastByCentre: PastByCentre,
  policy: Policy,
): ReadonlyMap<string, Context> {
  const { alpha, minSigma, falseDiscoveryRate } = policy.unusual
  const limits = { quantile: quantile(1 - alpha), minSigma }
  const since = addDays(date, -policy.historyDays)
  const tested = [...pastByCentre].flatMap(([centreId, days]) => {
    const counts = certificatesUntil(date, since, days)
    const figures = counts && ears(counts, limits)
    return figures ? [{ centreId, figures }] : []
  })
  const ps = tested.map(({ figures }) => upperTail(figures.c1.statistic))
  const unusual = discoveries(ps, falseDiscoveryRate)
  return new Map(tested.map(({ centreId, figures }, at) => [centreId, contextOf(figures, unusual[at]!)]))
}

/** Certificates of the session days up to that date, as many as the figures reach back; null where it has no number. */
function certificatesUntil(date: IsoDate, since: IsoDate, days: readonly PastDay[]): number[] | null {
  const counts: number[] = []
  for (let at = days.length - 1; at >= 0 && counts.length < REACH; at--) {
    const { date: day, certificates } = days[at]!
    if (day < since) break
    if (day > date || certificates === null) continue
    if (counts.length === 0 && day !== date) return null
    counts.push(certificates)
  }
  return counts.length === 0 ? null : counts.reverse()
}

function contextOf({ c1, c2, c3 }: EarsFigures, unusual: boolean): Context {
  return { c1: rounded(c1), c2: c2 && rounded(c2), c3: c3 && rounded(c3), unusual }
}

function rounded({ statistic, upperBound, exceeds }: Ears): Ears {
  return { statistic: sixDecimals(statistic), upperBound: sixDecimals(upperBound), exceeds }
}

/** Never -0, which JSON cannot tell from 0. */
function sixDecimals(figure: number): number {
  return Math.round(figure * 1e6) / 1e6 + 0
}
