import { judge } from '../../lib/domain/judge.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import type { District, IsoDate } from '../../lib/domain/rows.ts'
import { simulatedDistrict } from '../../lib/simulation/simulate.ts'
import { antiJoin } from './anti-join.ts'

const CENTRES = 400
const TOKENS = 50_000

/**
 * All passes and all rules over the rows of one day, as a server holds them. `first`: columns are made of the rows, as
 * once for each version; `again`: they are there. The peer is what a script would do, in the same run: a `Set` of
 * centre, date, ref and dose of every token, and of each certificate whether it is in it; no other pass, no rule.
 */
console.log('A district day in memory: all passes and rules')
// What runs once runs slowly: a server's code is warm.
for (let round = 0; round < 20; round++) judgeDay(simulatedDistrict(round + 2, 40, 5000))
for (const scale of [1, 4, 16]) {
  const district = simulatedDistrict(1, CENTRES * scale, TOKENS * scale)
  const rounds = Math.max(5, Math.round(60 / scale))
  const first = once(() => judgeDay(district))
  const again = timed(rounds, () => judgeDay(district))
  const peer = timed(rounds, () => antiJoin(district))
  console.log(
    `  ${CENTRES * scale} centres, ${tokensOf(district)} tokens: first ${ms(first)}; again best ${ms(again.best)}, ` +
      `median ${ms(again.median)}; a Set of keys alone best ${ms(peer.best)}, median ${ms(peer.median)}; ` +
      `ratio of medians ${(again.median / peer.median).toFixed(2)}`,
  )
}

function judgeDay(district: District) {
  const date = busiestDate(district)
  return judge(district, { from: date, to: date, asOf: null }, DEFAULT_POLICY)
}

function busiestDate({ tokens }: District): IsoDate {
  const legs = new Map<IsoDate, number>()
  for (const { date } of tokens) legs.set(date, (legs.get(date) ?? 0) + 1)
  return [...legs].sort(([, a], [, b]) => b - a)[0]![0]
}

function tokensOf({ tokens }: District): number {
  return tokens.reduce(
    (sum, { sheet }) => sum + (sheet.kind === 'register' ? sheet.rows.length : sheet.issued),
    0,
  )
}

/** Milliseconds. */
function once(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

function timed(rounds: number, work: () => unknown) {
  const times = Array.from({ length: rounds }, () => once(work)).sort((a, b) => a - b)
  return { best: times[0]!, median: times[rounds >> 1]! }
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`
}
