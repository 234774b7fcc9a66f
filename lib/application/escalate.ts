import { escalateIncident, type Incident } from '../domain/incident.ts'
import { escalationMessages } from '../domain/messages/escalation.ts'
import { ladderOf } from '../domain/response.ts'
import { SYSTEM } from '../domain/suspension.ts'
import type { Deps } from './deps.ts'
import { readReport } from './read-report.ts'
import { retryStale } from './retry-stale.ts'
import { issuedBetween } from './store-result.ts'

/** What notify may spend on this before it sends what is due. */
const BUDGET_MS = 15_000

/**
 * Tells the next step of the ladder about every open incident that nobody acknowledged in time, the longest overdue
 * first. One that fails is logged and keeps no other from its turn; what time does not allow is done a minute later.
 */
export async function escalateDue(
  deps: Pick<Deps, 'store' | 'district' | 'clock' | 'logger'>,
  budgetMs = BUDGET_MS,
): Promise<number> {
  const until = performance.now() + budgetMs
  let told = 0
  for (const { incidentId } of await deps.store.dueIncidents(deps.clock.now())) {
    if (performance.now() > until) break
    try {
      await retryStale(() => escalate(incidentId, deps))
      told++
    } catch (error) {
      deps.logger.error('escalation-failed', {
        incidentId,
        error: error instanceof Error ? error.name : 'unknown',
      })
    }
  }
  return told
}

async function escalate(
  incidentId: string,
  deps: Pick<Deps, 'store' | 'district' | 'clock' | 'logger'>,
): Promise<void> {
  const { store, district, clock, logger } = deps
  const [before, officials] = await Promise.all([store.incident(incidentId), store.officials()])
  if (!before) return
  const now = clock.now()
  const after = escalateIncident(before, now, ladderOf({ district, officials }))
  if (after === before) return
  const messages = await messagesOf(before, after, deps)
  await store.commit({
    incident: { before, after },
    facts: [
      {
        chain: before.centreId,
        fact: { kind: 'incident-escalated', at: now, by: SYSTEM, data: { incidentId, tier: after.tier } },
      },
    ],
    messages: { dueAt: now, list: messages },
  })
  logger.warn('incident-escalated', { incidentId, tier: after.tier })
}

async function messagesOf(
  before: Incident,
  after: Incident,
  deps: Pick<Deps, 'store' | 'district' | 'clock' | 'logger'>,
) {
  const { store, district } = deps
  const { centreId, date, incidentId } = before
  const [read, centre, officials, suspension] = await Promise.all([
    readReport(centreId, date, deps),
    store.centre(centreId),
    store.officials(),
    store.suspension(centreId),
  ])
  if (!read?.report) return []
  return escalationMessages({
    district,
    centre: centre ?? { centreId, name: centreId, status: 'active' },
    report: read.report,
    incidentId,
    tier: after.tier,
    round: after.round,
    officials,
    noticedAt: before.openedAt,
    issuedBetween: issuedBetween(read.report, read.snapshot),
    proposed: suspension.status === 'proposed',
    silent: officials.filter(({ tier }) => tier <= before.tier),
    since: before.toldAt,
  })
}
