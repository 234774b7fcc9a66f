import { expect } from 'vitest'
import type { Deps } from '../../lib/application/deps.ts'
import { districtOf, readCentres, readDays } from '../../lib/application/district-days.ts'
import { addDays, datesBetween } from '../../lib/domain/calendar.ts'
import { historyHash } from '../../lib/domain/head-past.ts'
import { judge } from '../../lib/domain/judge.ts'
import { findBreak } from '../../lib/domain/ledger.ts'
import type { IsoDate } from '../../lib/domain/rows.ts'

/** Every stored result of these days is what a full run over everything in the table says now; nothing is left to do. */
export async function expectNoStaleResult(from: IsoDate, to: IsoDate, deps: Deps): Promise<void> {
  const { policy } = deps.district
  // What a day tells may hang on what earlier ones told it: everything is judged from where nothing is known.
  const begin = addDays(from, -9 - 2 * policy.historyDays)
  const snapshot = await readDays(deps, { from: begin, to: addDays(to, 9) })
  const asked = { from: begin, to, asOf: deps.clock.now(), seenUntil: null }
  const judged = judge(districtOf(snapshot, await readCentres(deps.store)), asked, policy)
  const reports = judged.filter(({ report }) => report.date >= from)
  // A centre-day without a row in any leg, such as one of an empty register, is judged and not listed.
  const heads = (await deps.store.heads(datesBetween(from, to))).filter(
    (head) => head.dirty || head.result !== null,
  )
  const stored = heads.map(({ centreId, date, dirty, result }) => ({
    ...{ centreId, date, dirty },
    outcome: result?.outcome,
    action: result?.action,
    counts: result?.counts,
    findings: result?.findings,
    past: result?.past,
    pastSeen: result?.pastSeen,
  }))
  const fresh = reports.map(
    ({ report: { centreId, date, outcome, action, counts, findings }, past, history }) => ({
      ...{ centreId, date, dirty: false, outcome, action, counts },
      findings: findings.map(({ rule, severity, count }) => ({ rule, severity, count })),
      ...{ past, pastSeen: historyHash(history) },
    }),
  )
  const byPlace = (a: { date: string; centreId: string }, b: { date: string; centreId: string }): number =>
    `${a.date} ${a.centreId}` < `${b.date} ${b.centreId}` ? -1 : 1
  expect([...stored].sort(byPlace)).toEqual([...fresh].sort(byPlace))
}

/** The chain is whole, and holds so many entries of that kind. */
export async function expectLedger(
  chain: string,
  kind: string,
  count: number,
  { store }: Deps,
): Promise<void> {
  const entries = await store.ledger(chain)
  expect(findBreak(entries)).toBeNull()
  expect(entries.filter((entry) => entry.kind === kind)).toHaveLength(count)
}
