import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import type { Certificate, Token } from '../../lib/domain/centre-day.ts'
import { gather } from '../../lib/domain/gather.ts'
import { doseMismatch } from '../../lib/domain/matching/dose-mismatch.ts'
import { elsewhere } from '../../lib/domain/matching/elsewhere.ts'
import { exact } from '../../lib/domain/matching/exact.ts'
import { late } from '../../lib/domain/matching/late.ts'
import { isUnclaimed, runStep, type Step } from '../../lib/domain/matching/step.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { CentreDayReport } from '../../lib/domain/report.ts'
import type { District, IsoDate } from '../../lib/domain/rows.ts'
import { districts, questions } from '../support/district-arbitraries.ts'
import { matchesOf } from '../support/judged.ts'

const RUNS = { numRuns: 400 }

describe('matching', () => {
  it('claims every certificate and every token at most once', () => {
    fc.assert(
      fc.property(districts, (district) => {
        const matches = matchesOf(district)
        const tokens = matches.flatMap(({ token }) => token ?? [])
        expect(new Set(matches.map(({ certificate }) => certificate)).size).toBe(matches.length)
        expect(new Set(tokens).size).toBe(tokens.length)
        for (const { certificate, token } of matches) {
          expect(certificate.repeatOf).toBeNull()
          expect(token?.repeatOf ?? null).toBeNull()
          expect(token?.match?.certificate ?? certificate).toBe(certificate)
        }
      }),
      RUNS,
    )
  })

  it('leaves no step of passes 1 to 4 smaller than it could be', () => {
    const steps = [...exact, ...doseMismatch, ...late(3), ...elsewhere]
    fc.assert(
      fc.property(districts, (district) => {
        const all = [...gather(district, null).persons]
        const tokens = all.flatMap((person) => person.tokens)
        const certificates = all.flatMap((person) => person.certificates)
        const ofOneRef = steps.map((step) => ({
          ...step,
          mayPair: (t: Token, c: Certificate) => t.row.ref === c.row.ref && step.mayPair(t, c),
        }))
        for (const step of ofOneRef) {
          const most = sizeByAugmenting(step, tokens.filter(isUnclaimed), certificates.filter(isUnclaimed))
          const before = certificates.filter(isUnclaimed).length
          runStep(step, tokens, certificates)
          expect(before - certificates.filter(isUnclaimed).length).toBe(most)
        }
      }),
      RUNS,
    )
  })
})

describe('the report', () => {
  it('accounts for every certificate', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        for (const { counts, findings } of reconcile(district, asked, policy).centreDays) {
          const { certificates, matched, absorbed, pending, unjudged, surplus, shortfall } = counts
          expect(matched + (absorbed ?? 0) + pending + unjudged + (surplus ?? 0)).toBe(certificates ?? 0)
          for (const count of [absorbed, surplus, shortfall])
            expect(count === null).toBe(counts.tokens === null)
          for (const finding of findings) expect(finding.count).toBeGreaterThan(0)
        }
      }),
      RUNS,
    )
  })

  it('is the same to the byte, whatever the order of legs and rows', () => {
    fc.assert(
      fc.property(questions, fc.infiniteStream(fc.nat()), ({ district, asked, policy }, dice) => {
        const shuffled = shuffle(district, () => dice.next().value)
        expect(JSON.stringify(reconcile(shuffled, asked, policy))).toBe(
          JSON.stringify(reconcile(district, asked, policy)),
        )
      }),
      RUNS,
    )
  })

  it('says the same of a day, whatever other days are asked for', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const { dates, centreDays } = reconcile(district, asked, policy)
        const oneByOne = dates.flatMap(
          (date) => reconcile(district, { ...asked, from: date, to: date }, policy).centreDays,
        )
        expect(oneByOne).toEqual(centreDays)
      }),
      RUNS,
    )
  })

  it('says of D, its history aside, what rows of D-L..D+L tell, but for the action: that may look L days further back', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy: ofDistrict }) => {
        const given = withUniqueIds(district)
        const policy = { ...ofDistrict, historyDays: 0 }
        for (const date of reconcile(given, asked, policy).dates) {
          const report = (known: District): readonly CentreDayReport[] =>
            reconcile(known, { ...asked, from: date, to: date }, policy).centreDays
          const whole = report(given)
          expect(report(around(given, date, policy, 1)).map(withoutAction)).toEqual(whole.map(withoutAction))
          expect(report(around(given, date, policy, 2))).toEqual(whole)
        }
      }),
      RUNS,
    )
  })
})

/** How many a step can pair at most, by Berge's augmenting paths: slow and short. */
function sizeByAugmenting(
  step: Step,
  tokens: readonly Token[],
  certificates: readonly Certificate[],
): number {
  const holder = new Map<Token, Certificate>()
  const findToken = (certificate: Certificate, tried: Set<Token>): boolean =>
    tokens.some((token) => {
      if (tried.has(token) || !step.mayPair(token, certificate)) return false
      tried.add(token)
      const before = holder.get(token)
      if (before && !findToken(before, tried)) return false
      holder.set(token, certificate)
      return true
    })
  return certificates.filter((certificate) => findToken(certificate, new Set())).length
}

function shuffle(district: District, roll: () => number): District {
  const mixed = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, at: roll() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  const legs = <T extends { readonly rows: readonly unknown[] }>(list: readonly T[]): T[] =>
    mixed(list).map((leg) => ({ ...leg, rows: mixed(leg.rows) }))
  return {
    tokens: mixed(district.tokens).map((leg) =>
      leg.sheet.kind === 'totals'
        ? leg
        : { ...leg, sheet: { kind: 'register', rows: mixed(leg.sheet.rows) } },
    ),
    certificates: legs(district.certificates),
    bookings: legs(district.bookings),
    stock: legs(district.stock),
    centres: district.centres,
  }
}

/** An id that stands on several dates ties them together, which is another matter. */
function withUniqueIds(district: District): District {
  const certificates = district.certificates.map((leg, at) => ({
    ...leg,
    rows: leg.rows.map((row) => ({ ...row, certificateId: `${row.certificateId}/${at}` })),
  }))
  return { ...district, certificates }
}

function around(district: District, date: IsoDate, policy: Policy, reach: number): District {
  const first = addDays(date, -reach * policy.lookBackDays)
  const last = addDays(date, policy.lookBackDays)
  const within = <T extends { readonly date: IsoDate }>(legs: readonly T[]): T[] =>
    legs.filter((leg) => first <= leg.date && leg.date <= last)
  return {
    tokens: within(district.tokens),
    certificates: within(district.certificates),
    bookings: within(district.bookings),
    stock: within(district.stock),
    centres: district.centres,
  }
}

function withoutAction({ action: _action, ...rest }: CentreDayReport): object {
  return rest
}
