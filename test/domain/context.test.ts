import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { contextsOf } from '../../lib/domain/context.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { Context } from '../../lib/domain/report.ts'
import type { PastDay } from '../../lib/domain/rows.ts'
import {
  at,
  CENTRE,
  certificateRun,
  district,
  FRIDAY,
  policy,
  register,
  SATURDAY,
  tokenRun,
} from '../support/district.ts'

/** Days up to and with Saturday on which so many certificates were issued, null where no feed holds the date. */
function daysOf(certificates: readonly (number | null)[], until = SATURDAY): PastDay[] {
  return certificates.map((count, index) => ({
    date: addDays(until, index + 1 - certificates.length),
    certificates: count,
    ...{ balance: 0, speaks: false, carriesRefs: true },
  }))
}

/** The first baseline of `ears-c1.json`: mean 12/7, s 0.951190. */
const WEEK = [1, 1, 1, 3, 3, 1, 2]
const context = (certificates: readonly (number | null)[], overrides = {}): Context | undefined =>
  contextsOf(SATURDAY, new Map([[CENTRE, daysOf(certificates)]]), policy(overrides)).get(CENTRE)

describe('the context of a day', () => {
  it('has its figures to six decimals', () => {
    expect(context([...WEEK, 4])).toEqual({
      c1: { statistic: 2.403006, upperBound: 3.278854, exceeds: true },
      c2: null,
      c3: null,
      unusual: true,
    })
  })

  it('is not there after less than a week of session days', () => {
    expect(context([...WEEK.slice(1), 4])).toBeUndefined()
    expect(context([null, ...WEEK.slice(1), 4])).toBeUndefined()
  })

  it('passes over days of which no feed tells: those before them count', () => {
    const [first = 0, ...others] = WEEK
    expect(context([first, null, null, ...others, 4])).toEqual(context([...WEEK, 4]))
  })

  it('is not there where the day itself has no number', () => {
    expect(context([...WEEK, 4, null])).toBeUndefined()
  })

  it('counts days without a certificate, which are session days too', () => {
    expect(context([...WEEK, 0])?.c1).toEqual({ statistic: -1.802254, upperBound: 3.278854, exceeds: false })
  })

  it('has all three figures from the eleventh earlier day on, whatever lies before', () => {
    // C2 of the two days before: 2 and 0 with s 1; of the day itself 1.
    const unusual = { alpha: 0.05, minSigma: 1, falseDiscoveryRate: 0.1 }
    const steady = [10, 10, 10, 10, 10, 10, 10, 10, 10]
    expect(context([...steady.slice(1), 12, 10, 11], { unusual })?.c3).toBeNull()
    const three = context([...steady, 12, 10, 11], { unusual })
    expect(three?.c2).toEqual({ statistic: 1, upperBound: 11.644854, exceeds: false })
    expect(three?.c3).toEqual({ statistic: 2, upperBound: 10.644854, exceeds: true })
    expect(context([90, 0, 90, ...steady, 12, 10, 11], { unusual })).toEqual(three)
  })

  it('looks no further back than the history reaches, and at no later day', () => {
    expect(context([...WEEK, 4], { historyDays: 7 })).toBeDefined()
    expect(context([...WEEK, 4], { historyDays: 6 })).toBeUndefined()
    const later = daysOf([...WEEK, 4, 90], addDays(SATURDAY, 1))
    expect(contextsOf(SATURDAY, new Map([[CENTRE, later]]), policy()).get(CENTRE)).toEqual(
      context([...WEEK, 4]),
    )
  })

  it('has a bound that an ordinary day passes as seldom as the policy says', () => {
    const unusual = { alpha: 0.001, minSigma: 0.5, falseDiscoveryRate: 0.1 }
    // 12/7 + 3.090232 x 0.951190
    expect(context([...WEEK, 4], { unusual })?.c1).toMatchObject({ upperBound: 4.653683, exceeds: false })
    // 12/7 + 1.644854 x 2
    expect(context([...WEEK, 4], { unusual: { ...unusual, alpha: 0.05, minSigma: 2 } })?.c1.upperBound).toBe(
      5.003993,
    )
  })

  it('is unusual as the day of all centres lets it be: the same figures stand out less among many', () => {
    // p of 4 after that week is 0.008131: at most 0.1 x 1/12, more than 0.1 x 1/13.
    const among = (others: number): boolean | undefined => {
      const centres = Array.from({ length: others }, (_, n): [string, PastDay[]] => [
        `N${n}`,
        daysOf([...WEEK, 1]),
      ])
      return contextsOf(SATURDAY, new Map([[CENTRE, daysOf([...WEEK, 4])], ...centres]), policy()).get(CENTRE)
        ?.unusual
    }
    expect(among(11)).toBe(true)
    expect(among(12)).toBe(false)
  })

  it('is the same in whatever order the centres come', () => {
    const counts = fc.array(fc.nat(30), { minLength: 8, maxLength: 14 })
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 8 }), (centres) => {
        const entries = centres.map((days, n): [string, PastDay[]] => [`N${n}`, daysOf(days)])
        const forth = contextsOf(SATURDAY, new Map(entries), policy())
        const back = contextsOf(SATURDAY, new Map(entries.reverse()), policy())
        expect(Object.fromEntries(back)).toEqual(Object.fromEntries(forth))
      }),
    )
  })
})

describe('a report', () => {
  const parts = { tokens: [register(tokenRun(4))], certificates: certificateRun(4) }
  const past = new Map([[CENTRE, daysOf(WEEK, FRIDAY)]])
  const ask = (asOf: number | null, given = past) =>
    reconcile({ ...district(parts), past: given }, { from: SATURDAY, to: SATURDAY, asOf }, policy())
      .centreDays[0]!

  it('has the context beside its findings, and an outcome that it does not touch', () => {
    const { context: shown, outcome, findings, action } = ask(null)
    expect(shown).toEqual(context([...WEEK, 4]))
    expect({ outcome, findings, action }).toEqual({ outcome: 'balanced', findings: [], action: 'none' })
  })

  it('has none before the cut-off, and none without history', () => {
    expect(ask(at('11:59', '2021-08-29')).context).toBeNull()
    expect(ask(null, new Map()).context).toBeNull()
  })
})
