import { judge } from '../../lib/domain/judge.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import type { District, IsoDate } from '../../lib/domain/rows.ts'
import { simulatedDistrict } from '../../lib/simulation/simulate.ts'
import { antiJoin } from './anti-join.ts'
import { benchCountry } from './engine-country.ts'
import { benchFiles } from './engine-files.ts'

/** A district's day in memory; a million against a million from CSV; the country's peak day; and how each grows. */
export async function benchEngine(): Promise<void> {
  benchDistrictDay()
  await benchFiles()
  await benchCountry()
}

const CENTRES = 400
const TOKENS = 50_000

/**
 * All passes and all rules over the rows of one day, as a server holds them. `first`: columns are made of the rows, as
 * once for each version; `again`: they are there. The peer is what a script would do, in the same run: a `Set` of
 * centre, date, ref and dose of every token, and of each certificate whether it is in it; no other pass, no rule.
 */
function benchDistrictDay(): void {
  console.log('A district day in memory: all passes and rules')
  for (const scale of [1, 4, 16]) {
    const district = simulatedDistrict(1, CENTRES * scale, TOKENS * scale)
    const date = busiestDate(district)
    const asked = { from: date, to: date, asOf: null }
    const rounds = Math.max(5, Math.round(40 / scale))
    const peer = median(rounds, () => antiJoin(district))
    const first = once(() => judge(district, asked, DEFAULT_POLICY))
    const again = median(rounds, () => judge(district, asked, DEFAULT_POLICY))
    console.log(
      `  ${CENTRES * scale} centres, ${tokensOf(district)} tokens: first ${ms(first)}, again ${ms(again)}; ` +
        `a Set of keys alone ${ms(peer)}; ratio ${(again / peer).toFixed(2)}`,
    )
  }
}

function busiestDate({ tokens }: District): IsoDate {
  const rows = new Map<IsoDate, number>()
  for (const { date } of tokens) rows.set(date, (rows.get(date) ?? 0) + 1)
  return [...rows].sort(([, a], [, b]) => b - a)[0]![0]
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

function median(rounds: number, work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => once(work)).sort((a, b) => a - b)
  return times[rounds >> 1]!
}

const ms = (time: number): string => `${time.toFixed(1)} ms`
