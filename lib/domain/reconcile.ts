import type { Asked } from './asked.ts'
import { datesBetween } from './calendar.ts'
import { listed } from './context.ts'
import { judge } from './judge.ts'
import { madeWith } from './made-with.ts'
import type { Policy } from './policy.ts'
import type { CentreDayReport, Counts, Report, Totals } from './report.ts'
import type { District } from './rows.ts'

/**
 * Reconciles the days asked for. Pure and total: the same rows in any order give the same report.
 * Rows of other days serve look-back, look-ahead and history (CONTRACT sections 3 and 4).
 */
export function reconcile(district: District, asked: Asked, policy: Policy): Report {
  const centreDays = listed(judge(district, asked, policy), policy)
  return {
    contract: 1,
    dates: datesBetween(asked.from, asked.to),
    totals: totalsOf(centreDays),
    quarantined: [],
    centreDays,
    madeWith: madeWith(policy, asked.asOf),
  }
}

/** Sums what is not null. */
function totalsOf(centreDays: readonly CentreDayReport[]): Totals {
  const sum = (count: keyof Counts): number =>
    centreDays.reduce((total, { counts }) => total + (counts[count] ?? 0), 0)
  const having = (outcome: CentreDayReport['outcome']): number =>
    centreDays.filter((centreDay) => centreDay.outcome === outcome).length
  return {
    centreDays: centreDays.length,
    balanced: having('balanced'),
    breach: having('breach'),
    incomplete: having('incomplete'),
    tokens: sum('tokens'),
    certificates: sum('certificates'),
    matched: sum('matched'),
    absorbed: sum('absorbed'),
    pending: sum('pending'),
    unjudged: sum('unjudged'),
    surplus: sum('surplus'),
    shortfall: sum('shortfall'),
  }
}
