import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { whyIncomplete } from '../../cli/reconcile/text/why-incomplete.ts'
import { cutOffOf } from '../../lib/domain/calendar.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { CentreDayReport } from '../../lib/domain/report.ts'
import type { District } from '../../lib/domain/rows.ts'
import { type Question, questions } from '../support/district-arbitraries.ts'
import { folder, milaan } from './workspace.ts'

const RUNS = { numRuns: 400 }

/** Whether a sentence is true of a centre-day, by its rows and not by what was reported. */
const TRUE_OF: readonly (readonly [RegExp, (day: CentreDayReport, question: Question) => boolean])[] = [
  [/^No token sheet has come\.$/, (day, { district }) => !holds(district.tokens, day)],
  [/^No row of a booking feed is known for it\.$/, (day, { district }) => !holds(district.bookings, day)],
  [/^No stock sheet has come\.$/, (day, { district }) => !holds(district.stock, day)],
  [
    /^No row of a certificate feed is known for its date, at any centre\.$/,
    ({ date }, { district, asked }) =>
      !district.certificates.some(
        (leg) =>
          leg.date === date && leg.rows.some(({ issuedAt }) => (issuedAt ?? 0) <= (asked.asOf ?? Infinity)),
      ),
  ],
  [
    /^The cut-off has not passed/,
    ({ date }, { asked, policy }) => asked.asOf !== null && asked.asOf < cutOffOf(date, policy),
  ],
  [/^Its \d+ certificates? cannot yet be compared/, (day, { district }) => !holds(district.tokens, day)],
  [/^\d+ certificates? (?:was|were) issued after the last token/, ({ counts }) => counts.pending > 0],
]

function holds(
  legs: District['tokens' | 'bookings' | 'stock'],
  { centreId, date }: CentreDayReport,
): boolean {
  return legs.some((leg) => leg.centreId === centreId && leg.date === date)
}

describe('an incomplete centre-day', () => {
  it('has a reason under it, and none that is not true', () => {
    let incomplete = 0
    fc.assert(
      fc.property(questions, (question) => {
        const { district, asked, policy } = question
        const read = { district, policy, asOf: asked.asOf, quarantined: [] }
        for (const day of reconcile(district, asked, policy).centreDays) {
          if (day.outcome !== 'incomplete') continue
          incomplete++
          const reasons = whyIncomplete(day, read)
          expect(reasons).not.toEqual([])
          for (const reason of reasons) {
            const isTrueOf = TRUE_OF.find(([sentence]) => sentence.test(reason))?.[1]
            expect([reason, isTrueOf?.(day, question)]).toEqual([reason, true])
          }
        }
      }),
      RUNS,
    )
    expect(incomplete).toBeGreaterThan(RUNS.numRuns / 8)
  })

  it('is not excused by the stock sheet of a sister centre', async () => {
    const { write } = await folder()
    const policy = await write('policy.json', ['{ "requiredLegs": ["tokens", "stock"] }'])
    const tokens = await write('t.csv', [
      'date,centre_id,tokens_issued,deferred,left',
      ...['DKMM', 'N8'].map((centre) => `2021-08-28,${centre},1,1,0`),
    ])
    const stock = await write('s.csv', ['date,centre_id,vials_opened', '2021-08-28,N8,2'])
    const { stdout } = await milaan([
      ...['reconcile', '--date', '2021-08-28', '--policy', policy, '--tokens', tokens, '--stock', stock],
    ])
    expect(stdout).toMatch(/^incomplete +DKMM .*\nbalanced +N8 /m)
    expect(stdout).toMatch(/^DKMM: incomplete\n {2}No stock sheet has come\.\n/m)
  })
})
