import type { Policy } from '../../../lib/domain/policy.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'
import type { SimulationOptions } from '../../../lib/simulation/options.ts'
import { simulate } from '../../../lib/simulation/simulate.ts'
import type { Known } from './arrivals.ts'
import { compareCounts } from './count-comparison.ts'
import { type Replayed, replay } from './replay.ts'
import type { Scenario } from './scenarios.ts'
import { addScores, type Case, caseOf, pastOf, type Score, scoreOf } from './score.ts'

/** What came out of all districts of one scenario. */
export interface Measured {
  readonly name: string
  readonly districtDays: number
  readonly score: Score
  readonly counts: { readonly told: number; readonly honestFlagged: number }
  readonly replayedDays: number
  readonly replayed: Replayed
}

/** Districts of a scenario of which dates are played through as their rows come, and dates of each, at most. */
const REPLAYED_DISTRICTS = 4
const MOST_REPLAYED = { guilty: 2, honest: 1 } as const

export function measure({ name, options, policy }: Scenario): Measured {
  const measured = options.flatMap((one) => [...simulate(one)].map((district) => ({ one, district })))
  const parts = measured.map(({ one, district }, at) => {
    return measureCase(caseOf(district, one.from, one.days), one, policy, at < REPLAYED_DISTRICTS)
  })
  return {
    name,
    districtDays: sum(options.map(({ days, districts }) => days * districts)),
    score: parts.map(({ score }) => score).reduce(addScores),
    counts: {
      told: sum(parts.map(({ counts }) => counts.told)),
      honestFlagged: sum(parts.map(({ counts }) => counts.honestFlagged)),
    },
    replayedDays: sum(parts.map(({ replays }) => replays.length)),
    replayed: joined(parts.flatMap(({ replays }) => replays)),
  }
}

function measureCase(simulated: Case, options: SimulationOptions, policy: Policy, isReplayed: boolean) {
  const known: Known = {
    days: simulated.days,
    centres: simulated.centres,
    past: pastOf(simulated, policy),
  }
  const dates = isReplayed ? datesToReplay(simulated, options) : []
  const replays = dates.map((date) => replay(simulated, known, date, policy))
  return { score: scoreOf(simulated, policy), counts: compareCounts(simulated), replays }
}

/** Dates of fraud before others, spread over them. */
function datesToReplay({ days, frauds, to }: Case, { from }: SimulationOptions): readonly IsoDate[] {
  const all = days.map(({ date }) => date).filter((date) => from <= date && date <= to)
  const guilty = new Set(frauds.filter(({ certificates }) => certificates.length > 0).map(({ date }) => date))
  const chosen = all.filter((date) => guilty.has(date))
  const pool = chosen.length > 0 ? chosen : all.slice(Math.floor(all.length / 2))
  const most = chosen.length > 0 ? MOST_REPLAYED.guilty : MOST_REPLAYED.honest
  const step = Math.max(1, Math.floor(pool.length / most))
  return pool.filter((_, at) => at % step === 0).slice(0, most)
}

function joined(replays: readonly Replayed[]): Replayed {
  return {
    minutes: replays.flatMap(({ minutes }) => minutes),
    minutesOfCounts: replays.flatMap(({ minutesOfCounts }) => minutesOfCounts),
    accusedForAWhile: sum(replays.map(({ accusedForAWhile }) => accusedForAWhile)),
    proposedForAWhile: sum(replays.map(({ proposedForAWhile }) => proposedForAWhile)),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
