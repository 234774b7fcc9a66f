import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ListedCentreDay, RULES, type Rule } from '../../lib/domain/report.ts'
import type { District } from '../../lib/domain/rows.ts'
import { crowds } from '../support/arbitraries/crowds.ts'
import { policy } from '../support/district.ts'
import { longQuestions, type Question, questions } from '../support/district-arbitraries.ts'
import { choicesAmongBest } from '../support/reference/largest-matching.ts'
import { steps } from '../support/reference/passes.ts'
import { referenceReconcile } from '../support/reference/reconcile.ts'
import { situationOf } from '../support/reference/situation.ts'

/** Two that never meet a rule agree on it for nothing: the districts that both are asked about must have it all. */

const POLICY = policy()
const SEED = Number(process.env.FC_SEED ?? 20_210_828)

/** Rules that are major where a certificate is unexplained, or a row repeats, and minor elsewhere. */
const TWOFOLD: readonly Rule[] = [
  'running-excess',
  'off-hours',
  'issue-burst',
  'backdated',
  'duplicate-token',
]

/** Rules whose moment never hangs on a time that may be missing, so that `at` is never null. */
const ALWAYS_TIMED: readonly Rule[] = [
  'running-excess',
  'off-hours',
  'issue-burst',
  'backdated',
  'sheet-raised',
  'drift',
  'no-certificates',
  'token-without-certificate',
]

describe('the generated districts', () => {
  const seen = new Map<string, number>()

  beforeAll(() => {
    for (const day of [...daysOf(questions, 3000), ...daysOf(longQuestions, 300)]) {
      for (const sight of sightsOf(day)) seen.set(sight, (seen.get(sight) ?? 0) + 1)
    }
  }, 240_000)

  it.each(RULES)('break the rule %s, in every severity, with and without a moment', (rule) => {
    const timeless = ALWAYS_TIMED.includes(rule) ? [] : [`${rule} of no moment`]
    const both = TWOFOLD.includes(rule) ? [`${rule} major`, `${rule} minor`] : []
    const wanted = [rule, ...both, ...timeless]
    expect(wanted.filter((sight) => (seen.get(sight) ?? 0) < 5)).toEqual([])
  })

  it.each([
    ...['balanced', 'breach', 'incomplete', 'none', 'notify', 'propose-suspension', 'suspend'],
    ...['no context', 'usual', 'unusual'],
    ...['c1', 'c2', 'c3'].flatMap((method) => [`${method} exceeds`, `${method} does not exceed`]),
    ...['no c2', 'no c3', 'drift of one', 'drift of more'],
  ])('have days that are %s', (sight) => {
    expect(seen.get(sight) ?? 0).toBeGreaterThanOrEqual(5)
  })
})

describe('the generated crowds', () => {
  it('leave every step that can have several largest matchings the choice between them', () => {
    const open = new Map<string, number>()
    for (const district of fc.sample(crowds, { numRuns: 1000, seed: SEED })) {
      for (const { name, choices } of choicesOf(district)) {
        if (choices > 1) open.set(name, (open.get(name) ?? 0) + 1)
      }
    }
    const names = steps(POLICY).map(({ name }) => name)
    // A person has one vaccinated token and one certificate of a dose and day: what more there is, repeats.
    const oneEach = 'exact, vaccinated'
    expect(names.filter((name) => name !== oneEach && (open.get(name) ?? 0) < 5)).toEqual([])
    expect(open.has(oneEach)).toBe(false)
  }, 120_000)
})

function daysOf(arbitrary: fc.Arbitrary<Question>, numRuns: number): ListedCentreDay[] {
  return fc
    .sample(arbitrary, { numRuns, seed: SEED })
    .flatMap(({ district, asked, policy }) => referenceReconcile(district, asked, policy).centreDays)
}

/** Everything about a day that both should have met. */
function sightsOf({ outcome, action, findings, context }: ListedCentreDay): string[] {
  const ofFindings = findings.flatMap(({ rule, severity, count, at }) => [
    ...[rule, `${rule} ${severity}`, ...(at === null ? [`${rule} of no moment`] : [])],
    ...(rule === 'drift' ? [count === 1 ? 'drift of one' : 'drift of more'] : []),
  ])
  if (context === null) return [outcome, action, ...ofFindings, 'no context']
  const ofMethods = (['c1', 'c2', 'c3'] as const).map((method) => {
    const ears = context[method]
    if (ears === null) return `no ${method}`
    return `${method} ${ears.exceeds ? 'exceeds' : 'does not exceed'}`
  })
  return [outcome, action, ...ofFindings, ...ofMethods, context.unusual ? 'unusual' : 'usual']
}

/** Of each step that the passes take, how many matchings of some connected group are as good as the best. */
function choicesOf(district: District): { readonly name: string; readonly choices: number }[] {
  const { keptTokens, claims, entered } = situationOf(district, POLICY, null)
  const inTurn = steps(POLICY)
  return inTurn.map(({ name, mayPair, cost }, turn) => {
    const before = inTurn.slice(0, turn).map((step) => step.name)
    const taken = claims.filter(({ step }) => before.includes(step))
    const later = claims.filter(({ step }) => !before.includes(step))
    const free = [...entered, ...later.map(({ certificate }) => certificate)]
    const unclaimed = keptTokens.filter((token) => !taken.some((claim) => claim.token === token))
    return { name, choices: choicesAmongBest(free, unclaimed, mayPair, cost) }
  })
}
