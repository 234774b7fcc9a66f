import { DOSES_TO_DATE, WEEKS_TO_DATE } from './centre-sizes.ts'
import type { MessRates } from './mess/rates.ts'
import type { SimulationOptions } from './options.ts'
import { Random } from './random.ts'

/** What a centre of a simulated district is like on all days. */
export interface SimulatedCentre {
  readonly number: number
  readonly centreId: string
  readonly name: string
  readonly block: string
  /** Minutes after midnight. */
  readonly opens: number
  readonly closes: number
  /** The account that its operator issues certificates by. */
  readonly account: string
  readonly vaccine: string
  readonly dosesPerVial: number
  /** People on an ordinary day with a session. */
  readonly dailyVisits: number
  readonly sessionsPerWeek: 2 | 6
  readonly sendsTotals: boolean
  /** Minutes by which the clock at the gate is ahead. */
  readonly clockAhead: number
}

// Smaller sites cannot fill a vial on most days.
const LEAST_FOR_EVERY_DAY = 1500
const BLOCKS = 8

/** Centres with the sizes of real sites, drawn with replacement. */
export function drawCentres(
  { seed, centres, tokensPerDay }: SimulationOptions,
  district: number,
  rates: MessRates,
): SimulatedCentre[] {
  const random = Random.of(seed, district, 0xce7)
  const doses = Array.from({ length: centres }, () => random.pick(DOSES_TO_DATE))
  const all = doses.reduce((sum, given) => sum + given, 0)
  return doses.map((given, number) => {
    const sessionsPerWeek = given < LEAST_FOR_EVERY_DAY ? 2 : 6
    const real = given / (WEEKS_TO_DATE * sessionsPerWeek)
    const dailyVisits = tokensPerDay === null ? real : (given / all) * tokensPerDay
    return { ...drawCentre(number, random, rates), dailyVisits, sessionsPerWeek }
  })
}

function drawCentre(number: number, random: Random, rates: MessRates) {
  const digits = String(number + 1).padStart(3, '0')
  const isCovaxin = random.chance(0.12)
  const isSkewed = random.chance(rates['clock-skew'])
  const skew = random.between(2, 10) * (random.chance(0.5) ? 1 : -1)
  return {
    number,
    centreId: `C${digits}`,
    name: `Centre ${digits}`,
    block: `Block ${random.between(1, BLOCKS)}`,
    opens: 9 * 60,
    closes: 17 * 60,
    account: `c${digits}-desk`,
    vaccine: isCovaxin ? 'COVAXIN' : 'COVISHIELD',
    dosesPerVial: isCovaxin ? 20 : 10,
    sendsTotals: random.chance(rates['totals-only']),
    clockAhead: isSkewed ? skew : 0,
  }
}
