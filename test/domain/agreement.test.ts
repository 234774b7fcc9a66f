import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import type { Match } from '../../lib/domain/centre-day.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { Report } from '../../lib/domain/report.ts'
import type { District, TokenRow } from '../../lib/domain/rows.ts'
import { FIRST } from '../support/arbitraries/chance.ts'
import { crowds } from '../support/arbitraries/crowds.ts'
import { certificate, district, policy, ref, register, SATURDAY, token, totals } from '../support/district.ts'
import { longQuestions, type Question, questions } from '../support/district-arbitraries.ts'
import { matchesOf } from '../support/judged.ts'
import { type ReferenceReport, referenceReconcile } from '../support/reference/reconcile.ts'
import { situationOf } from '../support/reference/situation.ts'

/** Others each time, as there are always more; a failure names its seed, and `FC_SEED=` takes it again. */
const SEED = process.env.FC_SEED ? { seed: Number(process.env.FC_SEED) } : {}

describe('the engine', () => {
  it('says of every small district what the reference says, sentences aside', () => {
    fc.assert(fc.property(questions, agrees), { numRuns: 3000, ...SEED })
  }, 240_000)

  it('says of every long district what the reference says', () => {
    fc.assert(fc.property(longQuestions, agrees), { numRuns: 300, ...SEED })
  }, 240_000)

  it('says of every crowd what the reference says, where all turns on which of many matchings is taken', () => {
    fc.assert(
      fc.property(crowds, (given) =>
        agrees({
          district: given,
          asked: { from: FIRST, to: addDays(FIRST, 4), asOf: null },
          policy: policy(),
        }),
      ),
      { numRuns: 1000, ...SEED },
    )
  }, 120_000)

  it('judges a day of the history by its own full history, however late the first day asked for is', () => {
    const from = (date: string) => reconcile(withheldBefore, { from: date, to: SATURDAY, asOf: null }, short)
    const saturday = ({ centreDays }: Report) => centreDays.find(({ date }) => date === SATURDAY)
    expect(saturday(from(SATURDAY))).toEqual(saturday(from(addDays(SATURDAY, -6))))
  })

  it('gives every certificate the very token that trying every matching gives it', () => {
    fc.assert(
      fc.property(crowds, fc.constantFrom(3, 2), (district, lookBackDays) => {
        expect(pairsOfEngine(district, lookBackDays)).toEqual(pairsOfReference(district, lookBackDays))
      }),
      { numRuns: 3000, ...SEED },
    )
  }, 240_000)
})

/**
 * The totals sheet of D-3 speaks, as a register came on D-5, so it takes no part in the drift of D: days as far
 * back as twice the history have their say.
 */
const short = policy({ historyDays: 3, drift: { k: 0, h: 1, minDays: 2, minSigma: 0.5 } })
const withheldBefore = district({
  tokens: [5, 3, 2, 1, 0].map((back) => {
    const leg = { date: addDays(SATURDAY, -back) }
    const rows = [1, 2, 3].map((n) => token({ tokenNo: `${n}`, ref: ref(100 * back + n), issuedAt: null }))
    return back === 3 ? totals({ issued: 1 }, leg) : register(rows, leg)
  }),
  certificates: [5, 3, 2, 1, 0].flatMap((back) =>
    (back === 0 ? [1, 2, 3] : [1]).map((n) =>
      certificate({
        certificateId: `${back}-${n}`,
        date: addDays(SATURDAY, -back),
        ref: ref(100 * back + n),
        issuedAt: null,
      }),
    ),
  ),
})

/** The versions that a report is made with are not the reference's to tell. */
function agrees({ district, asked, policy }: Question): void {
  const expected = referenceReconcile(district, asked, policy)
  expect(withoutSentences(reconcile(district, asked, policy))).toEqual(expected)
}

function withoutSentences({ madeWith: _, ...report }: Report): ReferenceReport {
  return {
    ...report,
    centreDays: report.centreDays.map((day) => ({
      ...day,
      findings: day.findings.map((finding) => ({ ...finding, explanation: '' })),
    })),
  }
}

interface Place {
  readonly centreId: string
  readonly date: string
}

function pairsOfEngine(district: District, lookBackDays: number): string[] {
  return matchesOf(district, lookBackDays)
    .map(({ certificate, kind, token }: Match) =>
      told(certificate.row.certificateId, kind, token && { ...token, place: token.centreDay }),
    )
    .sort()
}

function pairsOfReference(district: District, lookBackDays: number): string[] {
  const { claims, pairs } = situationOf(district, policy({ lookBackDays }), null)
  const all = [...claims, ...pairs.map((pair) => ({ kind: 'anonymous', ...pair }))]
  return all
    .map(({ kind, certificate, token }) =>
      told(
        certificate.certificateId,
        kind,
        token.row.tokenNo === '' ? null : { row: token.row, place: token },
      ),
    )
    .sort()
}

/** One of a totals sheet has no number: which of them it is cannot be told. */
function told(certificateId: string, kind: string, token: { row: TokenRow; place: Place } | null): string {
  if (token === null) return JSON.stringify([certificateId, kind])
  const { centreId, date } = token.place
  const { tokenNo, ref, dose, issuedAt, outcome, vaccine } = token.row
  return JSON.stringify([certificateId, kind, centreId, date, tokenNo, ref, dose, issuedAt, outcome, vaccine])
}
