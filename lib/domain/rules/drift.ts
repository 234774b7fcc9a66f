import type { Facts } from '../facts.ts'
import type { PastDay } from '../rows.ts'
import { cusum } from '../statistics/cusum.ts'
import type { Violation } from './finding.ts'

/**
 * Major: the daily balance, standardised by the centre's own earlier days, passes its CUSUM limit though no single
 * day's rule speaks: fakes that fill the natural shortfall. Days that speak take no part; it asks someone to look.
 */
export function drift(facts: Facts, today: PastDay): Violation<'drift'> | null {
  const { history, policy, cutOff } = facts
  if (!isQuiet(today) || history.length < policy.drift.minDays) return null
  const balances = [...history.filter(isQuiet), today].map(({ balance }) => balance)
  const { passed, days, excess } = cusum(balances, policy.drift)
  if (!passed) return null
  const more = Math.max(1, Math.round(excess))
  return { severity: 'major', count: more, at: cutOff, figures: { more, days } }
}

/** A balance is not known before the cut-off, so until then nothing is quiet. */
function isQuiet(day: PastDay): day is PastDay & { readonly balance: number } {
  return !day.speaks && day.balance !== null
}
