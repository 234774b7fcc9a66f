import type { CentreDay } from './centre-day.ts'
import { type Found, nothing } from './found.ts'
import type { Told } from './history.ts'

/**
 * `drift` of docs/rules.md: a CUSUM of the daily balance, each day standardised by all before it. Only after
 * cut-off, on a day that does not speak and whose balance is known.
 */
export function drift(day: CentreDay, history: readonly Told[], today: Told): Found {
  if (!day.cutOffPassed || today.speaks || today.balance === null) return nothing('drift')
  const takePart = [...history, today].filter((told) => !told.speaks)
  const balances = takePart.map((told) => told.balance).filter((balance) => balance !== null)
  const { k, h, minDays, minSigma } = day.policy.drift
  let sum = 0
  let excess = 0
  let isPassed = false
  for (const [index, balance] of balances.entries()) {
    if (isPassed) sum = 0
    isPassed = false
    if (index < minDays) continue
    if (sum === 0) excess = 0
    const { mean, deviation } = spreadOf(balances.slice(0, index))
    sum = Math.max(0, sum + (balance - mean) / Math.max(deviation, minSigma) - k)
    excess += balance - mean
    isPassed = sum > h
  }
  if (!isPassed) return nothing('drift')
  return { rule: 'drift', severity: 'major', count: Math.max(1, Math.round(excess)), at: day.cutOff }
}

/** "mean = Σb / n and s² = (nΣb² - (Σb)²) / (n(n - 1))" */
export function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const n = values.length
  const total = values.reduce((sum, value) => sum + value, 0)
  const squares = values.reduce((sum, value) => sum + value * value, 0)
  return { mean: total / n, deviation: Math.sqrt((n * squares - total * total) / (n * (n - 1))) }
}
