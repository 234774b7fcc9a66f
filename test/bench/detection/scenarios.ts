import { DEFAULT_POLICY, type Policy } from '../../../lib/domain/policy.ts'
import { FRAUD_NAMES, type FraudName } from '../../../lib/simulation/frauds/all.ts'
import {
  DEFAULT_MESS,
  MESS,
  MESS_NAMES,
  type MessName,
  type MessRates,
  NO_MESS,
} from '../../../lib/simulation/mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from '../../../lib/simulation/options.ts'

/** One line of the table: districts that are simulated alike, and judged under one policy. */
export interface Scenario {
  readonly name: string
  /** One for each district. */
  readonly options: readonly SimulationOptions[]
  readonly policy: Policy
}

/** Where a kind of mess is alone it is made this common, so that much of it is seen. */
const ALONE = { visits: 0.05, sessions: 0.2, centres: 0.5 } as const

const EVERY_FRAUD = Object.fromEntries(FRAUD_NAMES.map((name) => [name, 1]))

/** What the lines of all mess leave out. */
const KEPT_APART: ReadonlySet<MessName> = new Set(['compound', 'entangled'])

/** Rates as they would be if chance alone decided: a late or sister certificate has a slip as often as any other. */
const NOTHING_KEPT_APART: Partial<MessRates> = {
  entangled: 1,
  compound:
    (DEFAULT_MESS['late-backlog'] + DEFAULT_MESS['sister-centre'] + 0.3 * DEFAULT_MESS.deferral) *
    DEFAULT_MESS['typing-slip'],
}

/** What the goals hold for: a fraud alone, a kind of mess alone, all of them together; each over 200 district-days at least. */
export function scenarios(): readonly Scenario[] {
  return [
    ...FRAUD_NAMES.map(fraudAlone),
    ...MESS_NAMES.filter((name) => !KEPT_APART.has(name)).map(messAlone),
    together('all mess, no fraud', { districts: 7, days: 30 }),
    together('all mess, nothing kept apart', { districts: 7, days: 30, mess: NOTHING_KEPT_APART }),
    {
      ...together('the same, `minWithoutSheet` 5', { districts: 7, days: 30, mess: NOTHING_KEPT_APART }),
      policy: { ...DEFAULT_POLICY, suspension: { ...DEFAULT_POLICY.suspension, minWithoutSheet: 5 } },
    },
    together('all fraud, all mess', { districts: 5, days: 45, frauds: EVERY_FRAUD }),
    together('fraud at totals centres', {
      ...{ districts: 5, days: 45, frauds: EVERY_FRAUD },
      mess: { 'totals-only': 1 },
    }),
    messAlone('compound'),
  ]
}

function fraudAlone(name: FraudName): Scenario {
  // One that goes on for weeks, or needs weeks before it, has districts of weeks.
  const isLong = name === 'two-a-day' || name === 'fills-shortfall'
  const days = isLong ? 45 : 5
  return {
    name,
    policy: DEFAULT_POLICY,
    options: seeds(isLong ? 5 : 40, 100).map((seed) => ({
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
    policy: DEFAULT_POLICY,
    options: seeds(34, 200).map((seed) => ({
      ...DEFAULT_OPTIONS,
      ...{ seed, days: 6, centres: 24 },
      mess: { ...NO_MESS, [name]: ALONE[MESS[name].of] },
    })),
  }
}

function together(
  name: string,
  { districts, ...others }: Partial<SimulationOptions> & { readonly districts: number },
): Scenario {
  const options = seeds(districts, 300).map((seed) => ({
    ...DEFAULT_OPTIONS,
    seed,
    centres: 40,
    ...others,
  }))
  return { name, options, policy: DEFAULT_POLICY }
}

const seeds = (count: number, first: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at)
