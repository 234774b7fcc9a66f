import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { FRAUD_NAMES, FRAUDS, type FraudName } from '../../lib/simulation/frauds/all.ts'
import { NO_MESS } from '../../lib/simulation/mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from '../../lib/simulation/options.ts'
import { districtOf, simulate } from '../../lib/simulation/simulate.ts'
import { compareCounts } from '../bench/detection/count-comparison.ts'
import {
  addScores,
  type Case,
  caseOf,
  judgedAtEnd,
  placeOf,
  type Score,
  scoreOf,
} from '../bench/detection/score.ts'

/** A small fixed part of `npm run bench detection`. */

function casesOf(overrides: Partial<SimulationOptions>): Case[] {
  const options = { ...DEFAULT_OPTIONS, ...overrides }
  return [...simulate(options)].map((district) => caseOf(district, options.from, options.days))
}

const scored = (cases: readonly Case[]): Score =>
  cases.map((simulated) => scoreOf(simulated, DEFAULT_POLICY)).reduce(addScores)

const once = (names: readonly FraudName[]) => Object.fromEntries(names.map((name) => [name, 1]))
const inWeeks = FRAUD_NAMES.filter((name) => name !== 'fills-shortfall')

describe('on three districts with every fraud and every kind of honest mess', () => {
  const cases = casesOf({ districts: 3, centres: 34, days: 16, seed: 11, frauds: once(inWeeks) })
  const score = scored(cases)

  it('every fake row that the records can name is named', () => {
    expect(score.nameable).toBeGreaterThan(300)
    expect(score.named).toBe(score.nameable)
  })

  it('every centre-day of fraud that the records show in any way is told', () => {
    expect(score.showing).toBeGreaterThan(60)
    expect(score.told).toBe(score.showing)
  })

  it('no honest certificate is named by a rule that accuses single rows', () => {
    expect(score.wronglyNamed).toBe(0)
  })

  it('no honest centre is proposed for suspension, but where a sheet never came', () => {
    expect(score.honestDays).toBeGreaterThan(1000)
    expect(score.wronglyProposed).toBe(0)
    expect(score.lostProposed).toBeGreaterThan(0)
  })

  it('what no record shows is not named, and is there', () => {
    expect(score.invisible).toBeGreaterThan(0)
    expect(score.invisibleNamed).toBe(0)
  })

  it('a comparison of counts tells fewer, and calls more honest days guilty', () => {
    const counts = cases.map(compareCounts)
    const sum = (of: (one: (typeof counts)[0]) => number): number =>
      counts.reduce((all, one) => all + of(one), 0)
    expect(sum(({ told }) => told)).toBeLessThan(score.told)
    expect(sum(({ honestFlagged }) => honestFlagged)).toBeGreaterThan(score.honestBreaches)
  })
})

describe('where no kind of mess steps aside for another', () => {
  it('honest people are named and proposed, as docs/detection.md says', () => {
    const score = scored(
      casesOf({ centres: 40, days: 30, seed: 301, mess: { entangled: 1, 'lost-sheet': 0.03 } }),
    )
    expect(score.wronglyNamed).toBeGreaterThan(0)
    expect(score.wronglyProposed).toBeGreaterThan(0)
  })
})

describe('at centres that always send totals', () => {
  it('what the truth says can be counted is told, no stranger is named, and nobody else is', () => {
    const mess = { ...NO_MESS, 'totals-only': 1 }
    const score = scored(casesOf({ centres: 34, days: 16, seed: 11, mess, frauds: once(inWeeks) }))
    expect(score.showing).toBeGreaterThan(10)
    expect(score.told).toBe(score.showing)
    expect(score.nameable).toBeLessThan(score.fakes / 4)
    expect(score).toMatchObject({ named: score.nameable, invisibleNamed: 0, wronglyNamed: 0 })
  })
})

describe('beside much mess', () => {
  const mess = { 'totals-only': 0.5, 'double-issue': 0.01, 'sister-centre': 0.02, 'blank-ref': 0.01 }
  const cases = casesOf({ districts: 20, centres: 30, days: 12, seed: 1, mess, frauds: once(inWeeks) })
  const days = cases.flatMap((one) => {
    const spoken = new Map(
      judgedAtEnd(one, DEFAULT_POLICY).map((day) => [placeOf(day), day.findings.map(({ rule }) => rule)]),
    )
    return one.frauds
      .filter(({ fraud, certificates }) => FRAUDS[fraud].visible !== 'none' && certificates.length > 0)
      .map((fraud) => ({ ...fraud, spoken: spoken.get(placeOf(fraud)) ?? [] }))
  })

  it('every rule that shows a fraud by its truth speaks on that day', () => {
    const shown = days.filter(({ visible }) => visible !== 'none')
    expect(shown.length).toBeGreaterThan(300)
    expect(shown.filter(({ by, spoken }) => !by.every((rule) => spoken.includes(rule)))).toEqual([])
  })

  it('where the truth says that totals have room for the fakes, none is one too many', () => {
    const hidden = days.filter(({ visible }) => visible === 'none')
    expect(hidden.length).toBeGreaterThan(30)
    expect(hidden.filter(({ spoken }) => spoken.includes('certificates-exceed-tokens'))).toEqual([])
  })
})

describe('over weeks', () => {
  it('drift tells of a centre that fills its shortfall, which no day does', () => {
    const cases = casesOf({ centres: 20, days: 45, seed: 5, mess: NO_MESS, frauds: { 'fills-shortfall': 2 } })
    expect(scored(cases)).toMatchObject({ trends: 2, trendsTold: 2, wronglyNamed: 0, wronglyProposed: 0 })
  })
})

describe('before the patience for missing sheets is at its end', () => {
  it('nobody honest is proposed, lost sheets or not', () => {
    const [simulated] = casesOf({ centres: 20, days: 4, seed: 9, mess: { 'lost-sheet': 0.3 } })
    const { days, centres, from } = simulated!
    const asked = { from, to: addDays(from, 3), asOf: null }
    const report = reconcile(districtOf(days, centres), asked, DEFAULT_POLICY)
    expect(simulated!.lostSheets.size).toBeGreaterThan(5)
    expect(report.centreDays.filter(({ action }) => action === 'propose-suspension')).toEqual([])
  })
})
