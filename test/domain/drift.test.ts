import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { CentreDayReport } from '../../lib/domain/report.ts'
import type { PastDay } from '../../lib/domain/rows.ts'
import {
  at,
  CENTRE,
  centre,
  certificateRun,
  type DistrictParts,
  district,
  policy,
  register,
  SATURDAY,
  tokenRun,
} from '../support/district.ts'
import { found, type Question, rulesOf } from '../support/judged.ts'

/** Days up to Friday whose balances are these, the last one Friday's. */
function daysOf(balances: readonly (number | null)[], overrides: Partial<PastDay> = {}): PastDay[] {
  return balances.map((balance, index) => ({
    ...{ date: addDays(SATURDAY, index - balances.length), certificates: 8, balance },
    ...{ speaks: false, carriesRefs: true },
    ...overrides,
  }))
}

const many = (days: number, balance: number): number[] => Array.from({ length: days }, () => balance)

/** Ten tokens and their ten certificates: nobody is missing one, and no rule of the day speaks. */
const QUIET: DistrictParts = { tokens: [register(tokenRun(10))], certificates: certificateRun(10) }

function saturday(
  past: readonly PastDay[],
  question: Question = {},
  parts: DistrictParts = QUIET,
): CentreDayReport {
  const given = { ...district(parts), past: new Map([[CENTRE, past]]) }
  const asked = { from: SATURDAY, to: SATURDAY, asOf: question.asOf ?? null }
  return reconcile(given, asked, question.policy ?? policy()).centreDays[0]!
}

/**
 * After twenty days on which two of ten stayed away the mean is -2 and s no less than 1; then four days of 0, the
 * fourth of them Saturday, are above the mean by 2, 40/21, 40/22 and 40/23. S: 1.5, 2.905, 4.223, 5.462.
 */
const FILLED = daysOf([...many(20, -2), 0, 0, 0])

describe('drift', () => {
  it('speaks when the shortfall that was natural stays away for days, and says by how much', () => {
    const report = saturday(FILLED)
    expect(found(report, 'drift')).toEqual({
      rule: 'drift',
      severity: 'major',
      count: 7,
      certificates: [],
      tokens: [],
      issuedBy: {},
      at: '2021-08-29T12:00:00+05:30',
      explanation: expect.stringMatching(/\b7\b.*\b4 days\b|\b4 days\b.*\b7\b/),
    })
    expect(report).toMatchObject({ outcome: 'breach', action: 'notify' })
  })

  it('is silent a day earlier, and begins anew a day later', () => {
    expect(rulesOf(saturday(FILLED.slice(1, -1)))).toEqual([])
    expect(rulesOf(saturday(daysOf([...many(20, -2), 0, 0, 0, 0])))).toEqual([])
  })

  it('waits for so many earlier days, that day itself aside', () => {
    const eight = { drift: { k: 0.5, h: 1, minDays: 8, minSigma: 1 } }
    expect(rulesOf(saturday(daysOf(many(7, -2)), { policy: policy(eight) }))).toEqual([])
    expect(rulesOf(saturday(daysOf(many(8, -2)), { policy: policy(eight) }))).toEqual(['drift'])
  })

  it('leaves aside earlier days that speak, and those whose balance is not known', () => {
    const [first, ...others] = FILLED
    const loud = { ...first!, balance: 90, speaks: true }
    const unknown = { ...first!, balance: null }
    expect(found(saturday([loud, unknown, ...FILLED]), 'drift').count).toBe(7)
    expect(rulesOf(saturday([loud, ...others]))).toEqual([])
    expect(rulesOf(saturday([unknown, ...others]))).toEqual([])
  })

  it('is not added to what a day says for itself', () => {
    const certificates = certificateRun(11)
    expect(rulesOf(saturday(FILLED, {}, { ...QUIET, certificates }))).toEqual(['certificate-without-token'])
  })

  it('waits for the cut-off, and for a balance that is known', () => {
    expect(rulesOf(saturday(FILLED, { asOf: at('11:59', '2021-08-29') }))).toEqual([])
    expect(rulesOf(saturday(FILLED, { asOf: at('12:00', '2021-08-29') }))).toEqual(['drift'])
    expect(rulesOf(saturday(FILLED, {}, { tokens: [register(tokenRun(10))] }))).not.toContain('drift')
  })

  it('goes by what a policy sets for this centre', () => {
    const patient = { ...policy().drift, h: 6 }
    expect(
      rulesOf(saturday(FILLED, { policy: policy({ centres: { [CENTRE]: { drift: patient } } }) })),
    ).toEqual([])
    expect(rulesOf(saturday(FILLED, { policy: policy({ centres: { N8: { drift: patient } } }) }))).toEqual([
      'drift',
    ])
  })

  it('looks no further back than the history reaches', () => {
    expect(rulesOf(saturday(FILLED, { policy: policy({ historyDays: 23 }) }))).toEqual(['drift'])
    expect(rulesOf(saturday(FILLED, { policy: policy({ historyDays: 22 }) }))).toEqual([])
  })

  it('rounds to the nearest', () => {
    // 0 after -3 and -2 is 2.5 above their mean.
    const hasty = policy({ drift: { k: 0, h: 2, minDays: 2, minSigma: 1 } })
    expect(found(saturday(daysOf([-3, -2]), { policy: hasty }), 'drift').count).toBe(3)
  })

  it('says at least one, and nothing of a centre that the district does not know', () => {
    // 0 after 0, 0 and -1 is 1/3 above their mean.
    const eager = policy({ drift: { k: 0, h: 0.1, minDays: 3, minSigma: 1 } })
    expect(found(saturday(daysOf([0, 0, -1]), { policy: eager }), 'drift').count).toBe(1)
    const others = [centre({ centreId: 'N8' })]
    expect(rulesOf(saturday(FILLED, {}, { ...QUIET, centres: others }))).toEqual(['unknown-centre'])
  })

  it('comes of the rows of earlier days too, which are judged for what they tell', () => {
    const lastDays = [...many(20, 8), 10, 10, 10, 10]
    const runs = lastDays.map((certificates, index) => {
      const date = addDays(SATURDAY, index - 23)
      const since = { issuedAt: at('10:00', date) }
      return {
        leg: register(tokenRun(10, 1 + 20 * index, since), { date }),
        rows: certificateRun(certificates, 1 + 20 * index, { date, ...since }),
      }
    })
    const parts = {
      tokens: runs.map(({ leg }) => leg),
      certificates: runs.flatMap(({ rows }) => rows),
    }
    const { centreDays } = reconcile(
      district(parts),
      { from: addDays(SATURDAY, -1), to: SATURDAY, asOf: null },
      policy(),
    )
    expect(centreDays.map((report) => rulesOf(report).includes('drift'))).toEqual([false, true])
    expect(found(centreDays[1]!, 'drift').count).toBe(7)
  })
})
