import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import type { Finding, ListedCentreDay } from '../../lib/domain/report.ts'
import type { CertificateRow, TokenLeg } from '../../lib/domain/rows.ts'
import {
  at,
  CENTRE,
  certificate,
  type DistrictParts,
  policy,
  ref,
  register,
  SATURDAY,
  token,
} from '../support/district.ts'
import { dayOf, findingOf, type Question } from '../support/reference/ask.ts'
import { areaBelow, quantile } from '../support/reference/normal.ts'

/** "Days together" of docs/rules.md, by the reference: drift and context. */

/** A day so many days before Saturday, of so many tokens and certificates. */
interface Past {
  readonly back: number
  readonly tokens: number
  readonly certificates: number
  readonly centreId?: string
}

const NOBODY: Past = { back: 0, tokens: 0, certificates: 0 }

function partsOf(days: readonly Past[]): DistrictParts {
  return { tokens: days.map(sheetOf), certificates: days.flatMap(certificatesOf) }
}

/** Of each day its first people, none of whom comes twice. */
const refOf = ({ back, centreId = CENTRE }: Past, n: number): string =>
  ref(back * 100 + n + (centreId === CENTRE ? 0 : 50_000))

function sheetOf(day: Past): TokenLeg {
  const { back, centreId = CENTRE } = day
  const date = addDays(SATURDAY, -back)
  const rows = Array.from({ length: day.tokens }, (_, n) =>
    token({ tokenNo: String(n + 1), ref: refOf(day, n), issuedAt: at('10:00', date) }),
  )
  return register(rows, { date, centreId })
}

/** A day of none has one that was revoked, so that a feed holds the date. */
function certificatesOf(day: Past): CertificateRow[] {
  const { back, centreId = CENTRE } = day
  const date = addDays(SATURDAY, -back)
  return Array.from({ length: Math.max(1, day.certificates) }, (_, n) =>
    certificate({
      ...{ centreId, date, certificateId: `${centreId} ${back}-${n}`, ref: refOf(day, n) },
      issuedAt: at('11:00', date) + n * 60_000,
      status: n < day.certificates ? 'issued' : 'revoked',
    }),
  )
}

/** The days before Saturday and itself, the oldest first, each with as many tokens and these balances. */
const balances = (...given: number[]): Past[] =>
  given.map((balance, n) => ({ back: given.length - 1 - n, tokens: 6, certificates: 6 + balance }))

describe('drift, by the reference', () => {
  const eager = { k: 0.5, h: 1, minDays: 2, minSigma: 1 }
  const driftOf = (days: readonly Past[], given: Partial<Policy> = {}, question: Question = {}) =>
    findingOf(dayOf(partsOf(days), { ...question, policy: policy({ drift: eager, ...given }) }), 'drift')

  it('speaks where the sum passes its limit, since the cut-off, and lists nothing', () => {
    // The mean of the two before is -2 and their deviation none, so 1: z = 2, S = 1.5.
    const found: Finding | undefined = driftOf(balances(-2, -2, 0))
    expect(found).toMatchObject({
      ...{ severity: 'major', count: 2, certificates: [], tokens: [], issuedBy: {} },
      at: '2021-08-29T12:00:00+05:30',
    })
    expect(driftOf(balances(-2, -2, 0), { drift: { ...eager, h: 1.5 } })).toBe(undefined)
  })

  it('needs so many days before', () => {
    expect(driftOf(balances(-2, -2, 0), { drift: { ...eager, minDays: 3 } })).toBe(undefined)
  })

  it('sums up small excesses, and counts them since the sum last stood at nought', () => {
    // z is 1 on the third day and (2/3) on the fourth: S = 0.5, then 0.667; the excesses are 1 and 0.667.
    const slow = { drift: { ...eager, h: 0.6 } }
    expect(driftOf(balances(-2, -2, -1, -1), slow)).toMatchObject({ count: 2 })
    // A day far below takes the sum to nought: of the last day's mean of -2.25 alone the excess is, 2.25.
    expect(driftOf(balances(-2, -2, -1, -4, 0), slow)).toMatchObject({ count: 2 })
  })

  it('begins anew the day after it was passed', () => {
    const days = balances(-2, -2, 0, -1)
    expect(driftOf(days)).toBe(undefined)
    expect(driftOf(balances(-2, -2, 0), { historyDays: 2 })).toMatchObject({ count: 2 })
  })

  it('divides by the deviation where that is more than the least', () => {
    // The third day passes the limit; of the fourth the mean is -2 and s = 2, so z = 1 and S = 0.5.
    expect(driftOf(balances(-4, -2, 0, 0))).toBe(undefined)
    expect(driftOf(balances(-4, -2, 0, 0), { drift: { ...eager, h: 0.4 } })).toMatchObject({ count: 2 })
  })

  it('takes no day into account that speaks for itself, nor one whose balance is not known', () => {
    const days = balances(-2, -2, 3, 0)
    expect(driftOf(days)).toMatchObject({ count: 2 })
    expect(driftOf(balances(-2, -2, 1))).toBe(undefined)
    const parts = partsOf(balances(-2, -2, -3, 0))
    const withoutSheet = {
      ...parts,
      tokens: parts.tokens!.filter((leg) => leg.date !== addDays(SATURDAY, -1)),
      certificates: parts.certificates!.filter((row) => row.date !== addDays(SATURDAY, -1)),
    }
    const day = dayOf(withoutSheet, { policy: policy({ drift: eager }) })
    expect(findingOf(day, 'drift')).toMatchObject({ count: 2 })
  })

  it('leaves out days with a finding that is major or worse, and says nothing on such a day itself', () => {
    // On D-1 one person has a second certificate: a major finding, and no worse.
    const days = partsOf(balances(-2, -2, -2, 0))
    const friday = addDays(SATURDAY, -1)
    const again = certificate({ certificateId: 'again', date: friday, ref: refOf({ ...NOBODY, back: 1 }, 0) })
    const speaking = { ...days, certificates: [...days.certificates!, again] }
    const twice = policy({ drift: { ...eager, minDays: 3 } })
    expect(findingOf(dayOf(days, { policy: twice }), 'drift')).toMatchObject({ count: 2 })
    expect(findingOf(dayOf(speaking, { policy: twice }), 'drift')).toBe(undefined)
    const today = certificate({ certificateId: 'again', ref: refOf({ ...NOBODY, back: 0 }, 0) })
    const loud = { ...days, certificates: [...days.certificates!, today] }
    expect(findingOf(dayOf(loud, { policy: twice }), 'drift')).toBe(undefined)
  })

  it('waits for the cut-off', () => {
    const open = balances(-2, -2, 0)
    expect(driftOf(open, {}, { asOf: at('11:59', '2021-08-29') })).toBe(undefined)
    expect(driftOf(open, {}, { asOf: at('12:00', '2021-08-29') })).toMatchObject({ count: 2 })
  })

  it('books a late certificate where its token is', () => {
    // Friday's third person: a balance of -4 on Friday becomes -3, and Saturday's stays -4.
    const parts = partsOf(balances(-4, -4, -4, -4))
    const late = certificate({
      certificateId: 'late',
      ref: refOf({ back: 1, tokens: 6, certificates: 2 }, 3),
    })
    const withLate = { ...parts, certificates: [...parts.certificates!, late] }
    const sensitive = policy({ drift: { ...eager, h: 0.1 } })
    const drifts = (date: string) =>
      findingOf(dayOf(withLate, { date, policy: sensitive }), 'drift')?.count ?? 0
    expect([drifts(addDays(SATURDAY, -1)), drifts(SATURDAY)]).toEqual([1, 0])
  })

  it('judges each day of a history by that day’s own history, whatever days are asked for', () => {
    const days: Past[] = [6, 5, 2, 1].map((back) => ({ back, tokens: 3, certificates: 1 }))
    expect(driftOf([...days, { back: 0, tokens: 4, certificates: 4 }], { historyDays: 3 })).toMatchObject({
      count: 2,
    })
  })
})

describe('context, by the reference', () => {
  /** Days of so many certificates, the last of them Saturday. */
  const issued = (...numbers: number[]): Past[] =>
    numbers.map((certificates, n) => ({ back: numbers.length - 1 - n, tokens: certificates, certificates }))
  const contextOf = (days: readonly Past[], question: Question = {}): ListedCentreDay['context'] =>
    dayOf(partsOf(days), question).context

  it.each([
    [[1, 1, 1, 3, 3, 1, 2], 3.278854],
    [[1, 1, 3, 3, 1, 2, 1], 3.278854],
    [[1, 3, 3, 1, 2, 1, 0], 3.436517],
    [[3, 3, 1, 2, 1, 0, 3], 3.855617],
  ])('has the bound of C1 that R’s surveillance has for %j', (baseline, upperBound) => {
    expect(contextOf(issued(...baseline, 4))?.c1).toMatchObject({ upperBound, exceeds: true })
    expect(contextOf(issued(...baseline, 3))?.c1).toMatchObject({ upperBound, exceeds: false })
  })

  it('has C2 of the days -9 to -3, and C3 with the two days before', () => {
    const days = issued(9, 9, 1, 1, 1, 3, 3, 1, 2, 6, 7, 4)
    const context = contextOf(days)
    // Of 1, 1, 1, 3, 3, 1, 2 without the two days next to it: (4 - 12/7) / s, s = sqrt(38/42).
    expect(context?.c2).toEqual({ statistic: 2.403006, upperBound: 3.278854, exceeds: true })
    expect(context?.c3).not.toBe(null)
    expect(contextOf(days.slice(1))?.c3).toBe(null)
    expect(contextOf(days.slice(3))?.c2).toBe(null)
    expect(contextOf(days.slice(5))).toBe(null)
  })

  it('adds to C3 by how much the two days before stood out beyond one deviation', () => {
    const { c2, c3 } = contextOf(issued(2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 3, 2))!
    // s is least, 0.5: C2 of -2 is (4 - 2) / 0.5 = 4 and of -1 (3 - 2) / 0.5 = 2, so 3 + 1 are added to 0.
    expect(c2).toEqual({ statistic: 0, upperBound: 2.822427, exceeds: false })
    expect(c3).toEqual({ statistic: 4, upperBound: 0.822427, exceeds: true })
  })

  it('leaves out days without a feed and days before the history', () => {
    const days = issued(1, 1, 1, 3, 3, 1, 2, 4)
    const gap = days.map((day) => (day.back > 3 ? { ...day, back: day.back + 1 } : day))
    expect(contextOf(gap)?.c1.upperBound).toBe(3.278854)
    expect(contextOf(gap, { policy: policy({ historyDays: 8 }) })).not.toBe(null)
    expect(contextOf(gap, { policy: policy({ historyDays: 7 }) })).toBe(null)
  })

  it('is told of days past their cut-off', () => {
    const days = issued(1, 1, 1, 3, 3, 1, 2, 4)
    expect(contextOf(days, { asOf: at('20:00') })).toBe(null)
  })

  it('calls unusual what stands out when all centres of the date are tested at once', () => {
    const here = issued(1, 1, 1, 3, 3, 1, 2, 4)
    // p = 0.0082 of here alone; beside one like every other day 0.0082 is to be at most 0.1 / 2.
    const there = issued(1, 1, 1, 3, 3, 1, 2, 2).map((day) => ({ ...day, centreId: 'PHC10' }))
    const strict = (falseDiscoveryRate: number): Question => ({
      policy: policy({ unusual: { alpha: 0.05, minSigma: 0.5, falseDiscoveryRate } }),
    })
    expect(contextOf(here, strict(0.01))?.unusual).toBe(true)
    expect(contextOf([...here, ...there], strict(0.01))?.unusual).toBe(false)
    expect(contextOf([...here, ...there], strict(0.1))?.unusual).toBe(true)
    expect(contextOf([...here, ...there], { ...strict(0.1), centreId: 'PHC10' })?.unusual).toBe(false)
  })
})

describe('the normal distribution, by the reference', () => {
  it('has the areas and quantiles of the printed tables', () => {
    expect(areaBelow(0)).toBe(0.5)
    expect(areaBelow(1.96)).toBeCloseTo(0.9750021, 7)
    expect(areaBelow(-3)).toBeCloseTo(0.0013499, 7)
    expect(quantile(0.95)).toBeCloseTo(1.6448536, 7)
    expect(quantile(0.01)).toBeCloseTo(-2.3263479, 7)
  })
})
