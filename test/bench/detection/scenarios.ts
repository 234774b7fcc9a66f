import { FRAUD_NAMES, type FraudName } from '../../../lib/simulation/frauds/all.ts'
import { MESS, MESS_NAMES, type MessName, NO_MESS } from '../../../lib/simulation/mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from '../../../lib/simulation/options.ts'

/** One line of the table: districts that are simulated alike. */
export interface Scenario {
  readonly name: string
  /** One for each district. */
  readonly options: readonly SimulationOptions[]
}

/** Where a kind of mess is alone it is made this common, so that much of it is seen. */
const ALONE = { visits: 0.05, sessions: 0.2, centres: 0.5 } as const

/** What the goals hold for: a fraud alone, a kind of mess alone, all of them together. */
export function scenarios(): readonly Scenario[] {
  return [
    ...FRAUD_NAMES.map(fraudAlone),
    ...MESS_NAMES.filter((name) => name !== 'compound').map(messAlone),
    together('all mess, no fraud', 6, 30, {}),
    together('all fraud, all mess', 4, 45, Object.fromEntries(FRAUD_NAMES.map((name) => [name, 1]))),
    messAlone('compound'),
  ]
}

function fraudAlone(name: FraudName): Scenario {
  // One that goes on for weeks, or needs weeks before it, has districts of weeks.
  const isLong = name === 'two-a-day' || name === 'fills-shortfall'
  const days = isLong ? 45 : 5
  return {
    name,
    options: seeds(isLong ? 2 : 4, 100).map((seed) => ({
      ...DEFAULT_OPTIONS,
      ...{ seed, days, centres: 24 },
      mess: NO_MESS,
      frauds: { [name]: 3 },
    })),
  }
}

function messAlone(name: MessName): Scenario {
  return {
    name: `${name} at ${Math.round(ALONE[MESS[name].of] * 100)} %`,
    options: seeds(3, 200).map((seed) => ({
      ...DEFAULT_OPTIONS,
      ...{ seed, days: 6, centres: 24 },
      mess: { ...NO_MESS, [name]: ALONE[MESS[name].of] },
    })),
  }
}

function together(
  name: string,
  districts: number,
  days: number,
  frauds: SimulationOptions['frauds'],
): Scenario {
  const options = seeds(districts, 300).map((seed) => ({
    ...DEFAULT_OPTIONS,
    seed,
    days,
    centres: 40,
    frauds,
  }))
  return { name, options }
}

const seeds = (count: number, first: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at)
