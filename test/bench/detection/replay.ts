import { addDays, instantAt } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import { reconcile } from '../../../lib/domain/reconcile.ts'
import type { CentreDayReport } from '../../../lib/domain/report.ts'
import type { CertificateRow, Instant, IsoDate } from '../../../lib/domain/rows.ts'
import type { FraudTruth } from '../../../lib/simulation/truth.ts'
import { arrivals, type Known } from './arrivals.ts'
import { compareCounts } from './count-comparison.ts'
import { type Proof, provedBy } from './proving-row.ts'
import { accusedIn, type Case, honestOf, namedIn, placeOf, proposes, tells } from './score.ts'

/** What happened on one date while its rows came in. */
export interface Replayed {
  /**
   * Minutes from the row that proves a fake to the finding; one for each fake that was found, but for those that a whole
   * sheet or the cut-off proves: the finding is of that very moment.
   */
  readonly minutes: readonly number[]
  /** The same for a comparison of counts at the end of the day, where that shows anything. */
  readonly minutesOfCounts: readonly number[]
  /** Honest certificates accused by a critical or major finding that later went away. */
  readonly accusedForAWhile: number
  /** Honest centre-days proposed for suspension at any moment before the cut-off. */
  readonly proposedForAWhile: number
}

/** Plays a date from its morning to its cut-off, reconciling whenever something has come in. */
export function replay(simulated: Case, known: Known, date: IsoDate, policy: Policy): Replayed {
  const frauds = simulated.frauds.filter((fraud) => fraud.date === date && fraud.certificates.length > 0)
  const firstSeen = new Map<string, Instant>()
  const accused = new Set<string>()
  const proposed = new Set<string>()
  let last: readonly CentreDayReport[] = []
  for (const { at, district } of arrivals(known, date, policy)) {
    last = reconcile(district, { from: date, to: date, asOf: at, seenUntil: null }, policy).centreDays
    noteFrauds(frauds, last, at, firstSeen)
    for (const report of last) for (const id of accusedIn(simulated, report)) accused.add(id)
    for (const report of honestOf(simulated, last.filter(proposes))) proposed.add(placeOf(report))
  }
  for (const report of last) for (const id of accusedIn(simulated, report)) accused.delete(id)
  const proved = provedRows(frauds, simulated, policy)
  const counts = compareCounts(simulated)
  const dayEnd = instantAt(addDays(date, 1), '00:00', policy.timeZone)
  return {
    minutes: minutesOf(
      proved.filter(({ isArrival }) => !isArrival),
      (id) => firstSeen.get(id),
    ),
    minutesOfCounts: minutesOf(proved, (_, fraud) => (counts.isFlagged(placeOf(fraud)) ? dayEnd : undefined)),
    accusedForAWhile: accused.size,
    proposedForAWhile: proposed.size,
  }
}

function noteFrauds(
  frauds: readonly FraudTruth[],
  reports: readonly CentreDayReport[],
  at: Instant,
  firstSeen: Map<string, Instant>,
): void {
  const byPlace = new Map(reports.map((report) => [placeOf(report), report]))
  for (const fraud of frauds) {
    const report = byPlace.get(placeOf(fraud))
    const named = namedIn(report)
    const isCounted = fraud.visible === 'count' && tells(report, fraud)
    for (const id of fraud.certificates) {
      if ((isCounted || named.has(id)) && !firstSeen.has(id)) firstSeen.set(id, at)
    }
  }
}

interface Proved extends Proof {
  readonly id: string
  readonly fraud: FraudTruth
}

function provedRows(frauds: readonly FraudTruth[], simulated: Case, policy: Policy): Proved[] {
  const rows = new Map<string, CertificateRow>()
  for (const { certificates } of simulated.days) {
    for (const leg of certificates) for (const row of leg.rows) rows.set(row.certificateId, row)
  }
  return frauds
    .filter(({ visible }) => visible === 'rows' || visible === 'count')
    .flatMap((fraud) =>
      fraud.certificates.flatMap((id) => {
        const proof = provedBy(rows.get(id)!, fraud, simulated, policy)
        return proof === null ? [] : [{ ...proof, id, fraud }]
      }),
    )
}

function minutesOf(
  proved: readonly Proved[],
  foundAt: (id: string, fraud: FraudTruth) => Instant | undefined,
): number[] {
  return proved.flatMap(({ id, fraud, at }) => {
    const found = foundAt(id, fraud)
    return found === undefined ? [] : [(found - at) / 60_000]
  })
}
