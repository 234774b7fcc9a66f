import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { CentreDayReport, Report } from '../../lib/domain/report.ts'
import { questions } from '../support/district-arbitraries.ts'
import { referenceReconcile } from '../support/reference/reconcile.ts'

/** How many districts both are asked about. */
const DISTRICTS = 3000

describe('the engine', () => {
  it('says of every district what the reference says, sentences aside', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const expected = referenceReconcile(district, asked, policy)
        expect(withoutSentences(reconcile(district, asked, policy))).toEqual(expected)
      }),
      { numRuns: DISTRICTS },
    )
  }, 120_000)
})

function withoutSentences(report: Report): Report {
  return { ...report, centreDays: report.centreDays.map(withoutSentence) }
}

function withoutSentence(day: CentreDayReport): CentreDayReport {
  return { ...day, findings: day.findings.map((finding) => ({ ...finding, explanation: '' })) }
}
