import type { SimulatedCentre } from './centres.ts'
import { FRAUD_NAMES, FRAUDS, type FraudName } from './frauds/all.ts'
import type { Fraud } from './frauds/fraud.ts'
import type { SimulationOptions } from './options.ts'
import { Random } from './random.ts'

/** A fraud at its n-th day, from 0. */
export interface Crime {
  readonly name: FraudName
  readonly fraud: Fraud
  readonly nth: number
}

interface Assignment {
  readonly name: FraudName
  readonly fraud: Fraud
  /** The first of its days. */
  readonly from: number
}

/** Which fraud is committed where and when; a centre has one at most. */
export class Plan {
  readonly #byCentre = new Map<number, Assignment>()

  /** Throws a RangeError where there are more frauds than centres. */
  constructor(options: SimulationOptions, district: number, centres: readonly SimulatedCentre[]) {
    const random = Random.of(options.seed, district, 0x91a)
    const free = new Set(centres)
    for (const name of FRAUD_NAMES) {
      for (let times = options.frauds[name] ?? 0; times > 0; times--) {
        const fraud: Fraud = FRAUDS[name]
        const centre = chosenFor(fraud, [...free], random)
        if (!centre) throw new RangeError('Every fraud takes a centre of its own, and there are not so many.')
        free.delete(centre)
        this.#byCentre.set(centre.number, { name, fraud, from: firstDay(fraud, options.days, random) })
      }
    }
  }

  at({ number }: SimulatedCentre, day: number): Crime | null {
    const assigned = this.#byCentre.get(number)
    if (!assigned) return null
    const { name, fraud, from } = assigned
    const nth = day - from
    return nth >= 0 && nth < fraud.lasts ? { name, fraud, nth } : null
  }

  fraudOf({ number }: SimulatedCentre): Fraud | null {
    return this.#byCentre.get(number)?.fraud ?? null
  }

  /** A fraud may need totals; none makes a centre keep a register that it never kept. */
  sendsTotals(centre: SimulatedCentre): boolean {
    return centre.sendsTotals || this.fraudOf(centre)?.sendsTotals === true
  }

  /** The day on which the centre is suspended, for good; null: never. */
  suspensionOf({ number }: SimulatedCentre): number | null {
    const assigned = this.#byCentre.get(number)
    return assigned?.fraud.suspends ? assigned.from : null
  }

  /** Suspended on a day before. */
  isClosed(centre: SimulatedCentre, day: number): boolean {
    const since = this.suspensionOf(centre)
    return since !== null && day > since
  }
}

function chosenFor(
  { leastVisits, needsHistory = false }: Fraud,
  free: readonly SimulatedCentre[],
  random: Random,
): SimulatedCentre | null {
  const open = free.filter(({ sessionsPerWeek }) => !needsHistory || sessionsPerWeek === 6)
  const large = open.filter(({ dailyVisits }) => dailyVisits >= leastVisits)
  if (large.length > 0) return random.pick(large)
  const rest = open.length > 0 ? open : free
  return [...rest].sort((a, b) => b.dailyVisits - a.dailyVisits)[0] ?? null
}

/** So that all of its days are simulated, where there are days enough. */
function firstDay({ lasts, begins }: Fraud, days: number, random: Random): number {
  const latest = Math.max(0, days - lasts)
  return random.between(Math.min(begins, latest), latest)
}
