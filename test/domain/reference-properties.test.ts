import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import type { ListedCentreDay } from '../../lib/domain/report.ts'
import type { District, IsoDate } from '../../lib/domain/rows.ts'
import { certificateLegs } from '../support/district.ts'
import { longQuestions, type Question, questions } from '../support/district-arbitraries.ts'
import { referenceReconcile } from '../support/reference/reconcile.ts'
import { situationOf } from '../support/reference/situation.ts'

/** What CONTRACT section 3 promises of every district, held against the oracle itself. */

const reportOf = ({ district, asked, policy }: Question): ReturnType<typeof referenceReconcile> =>
  referenceReconcile(district, asked, policy)

describe('every generated district, by the reference', () => {
  it('has certificates = matched + absorbed + pending + unjudged + surplus, null read as 0', () => {
    fc.assert(
      fc.property(questions, (question) => {
        for (const { counts } of reportOf(question).centreDays) {
          const { matched, absorbed, pending, unjudged, surplus } = counts
          const explained = matched + (absorbed ?? 0) + pending + unjudged + (surplus ?? 0)
          expect(explained).toBe(counts.certificates ?? 0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('has every token and certificate claimed or paired once at most', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const { claims, pairs } = situationOf(district, policy, asked.asOf)
        const both = [...claims, ...pairs]
        expect(new Set(both.map(({ token }) => token)).size).toBe(both.length)
        expect(new Set(both.map(({ certificate }) => certificate)).size).toBe(both.length)
      }),
      { numRuns: 500 },
    )
  })

  it('has the same report whatever the order of its rows', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const turned = { ...question, district: turnedRound(question.district) }
        expect(JSON.stringify(reportOf(turned))).toBe(JSON.stringify(reportOf(question)))
      }),
      { numRuns: 500 },
    )
  })

  it('says the same of a day, whatever other days are asked for', () => {
    fc.assert(
      fc.property(fc.oneof(questions, longQuestions), (question) => {
        const { dates, centreDays } = reportOf(question)
        const { asked } = question
        const oneByOne = dates.flatMap(
          (date) => reportOf({ ...question, asked: { ...asked, from: date, to: date } }).centreDays,
        )
        expect(oneByOne).toEqual(centreDays)
      }),
      { numRuns: 200 },
    )
  })

  it('has a report of D that depends on D-L to D+L alone, but for its history and the backlog exemption', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const whole = withIdsOfTheirDay(district)
        const { lookBackDays } = policy
        const forgetful = { ...policy, historyDays: 0 }
        const near = between(whole, addDays(asked.from, -lookBackDays), addDays(asked.from, lookBackDays))
        const day = { ...asked, to: asked.from }
        const reports = [whole, near].map((district) =>
          reportOf({ district, asked: day, policy: forgetful }).centreDays.map(withoutAction),
        )
        expect(reports[1]).toEqual(reports[0])
      }),
      { numRuns: 500 },
    )
  })
})

const withoutAction = ({ action: _, ...report }: ListedCentreDay): Omit<ListedCentreDay, 'action'> => report

function turnedRound({ tokens, certificates, bookings, stock, centres }: District): District {
  const reversed = <T extends { readonly rows: readonly unknown[] }>(leg: T): T => ({
    ...leg,
    rows: [...leg.rows].reverse(),
  })
  return {
    tokens: [...tokens]
      .reverse()
      .map((leg) => (leg.sheet.kind === 'register' ? { ...leg, sheet: reversed(leg.sheet) } : leg)),
    certificates: certificates.map(reversed).reverse(),
    bookings: bookings.map(reversed).reverse(),
    stock: stock.map(reversed).reverse(),
    centres,
  }
}

/** An id that moves between days ties them together at any distance; here it moves between centres alone. */
function withIdsOfTheirDay(district: District): District {
  const rows = district.certificates.flatMap((leg) => leg.rows)
  const apart = rows.map((row) => ({ ...row, certificateId: `${row.certificateId}/${row.date}` }))
  return { ...district, certificates: certificateLegs(apart) }
}

/** The legs of the days from `from` to `to` alone. */
function between(district: District, from: IsoDate, to: IsoDate): District {
  const isNear = (leg: { readonly date: IsoDate }): boolean => leg.date >= from && leg.date <= to
  return {
    tokens: district.tokens.filter(isNear),
    certificates: district.certificates.filter(isNear),
    bookings: district.bookings.filter(isNear),
    stock: district.stock.filter(isNear),
    centres: district.centres,
  }
}
