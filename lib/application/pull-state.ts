import type { PullConfig } from '../contracts/pull.ts'
import { type FeedHealth, type HealthNews, newHealth, type Trouble } from '../domain/health.ts'
import type { LedgerFact } from '../domain/ledger.ts'
import { healthMessages } from '../domain/messages/health.ts'
import type { Instant } from '../domain/rows.ts'
import { SYSTEM } from '../domain/suspension.ts'
import type { Deps } from './deps.ts'
import type { PullState } from './pull-record.ts'
import { retryStale } from './retry-stale.ts'
import { DISTRICT_CHAIN } from './store.ts'

export interface PullChange {
  readonly after: PullState
  readonly news?: HealthNews | null
  readonly facts?: readonly LedgerFact[]
}

export type PullBase = Pick<Deps, 'store' | 'district' | 'clock' | 'logger'>

/** The feed's first page: everything from its beginning. */
export function newPull(config: PullConfig, now: Instant): PullState {
  const nothing = { latest: null, refused: null, notBefore: null, lease: null }
  return { rev: 0, feed: feedOf(config), cursor: firstCursor(config), ...nothing, health: newHealth(now) }
}

/** The state as far as it is of the feed that is configured now. */
export function ofFeed(state: PullState | null, config: PullConfig, now: Instant): PullState {
  if (state === null) return newPull(config, now)
  if (state.feed === feedOf(config)) return state
  const { rev, lease, health } = state
  return { ...newPull(config, now), rev, lease, health }
}

export function firstCursor({ url }: PullConfig): string {
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}

function feedOf({ url, leg, cursor }: PullConfig): string {
  return `${leg} ${cursor.parameter} ${url}`
}

/**
 * Changes the state by a conditioned write, its news and facts in the same transaction; where somebody else wrote
 * first, `decide` is asked again. Null, or the state it was given, writes nothing.
 */
export async function changePull(
  config: PullConfig,
  deps: PullBase,
  decide: (state: PullState) => PullChange | null,
): Promise<PullState> {
  return retryStale(async () => {
    const before = await deps.store.pull()
    const state = ofFeed(before, config, deps.clock.now())
    const change = decide(state)
    if (change === null || (change.after === before && before !== null)) return state
    const after = { ...change.after, rev: state.rev + 1 }
    const news = change.news ?? null
    await deps.store.commit({
      pull: { before, after },
      facts: [...(change.facts ?? []), ...newsFacts(news, after.health, deps)].map((fact) => ({
        chain: DISTRICT_CHAIN,
        fact,
      })),
      messages: { dueAt: deps.clock.now(), list: await messagesOf(news, state, after, config, deps) },
    })
    if (news !== null) logNews(news, after.health, deps)
    return after
  })
}

async function messagesOf(
  news: HealthNews | null,
  before: PullState,
  { health }: PullState,
  { url, leg, silentAfterMinutes }: PullConfig,
  { store, district, clock }: PullBase,
) {
  // The standstill that ended is told of by what stood before.
  const standstill = health.standstill ?? before.health.standstill
  if (news === null || standstill === null) return []
  const feed = { leg, host: new URL(url).host, silentAfterMinutes }
  const { trouble, standstills: number, lastPageAt } = health
  const officials = await store.officials()
  return healthMessages({
    ...{ district, officials, feed, news, standstill, number, trouble, lastPageAt },
    now: clock.now(),
  })
}

function newsFacts(
  news: HealthNews | null,
  { trouble, standstills }: FeedHealth,
  { clock }: PullBase,
): readonly LedgerFact[] {
  if (news === null || news === 'still-stopped') return []
  const kind = news === 'stopped' ? 'pull-stopped' : 'pull-runs-again'
  return [{ kind, at: clock.now(), by: SYSTEM, data: { standstill: standstills, ...reasonOf(trouble) } }]
}

/** Alarms stand on `pull-stopped`. */
function logNews(news: HealthNews, { trouble, standstills }: FeedHealth, { logger }: PullBase): void {
  const fields = { standstill: standstills, ...reasonOf(trouble) }
  if (news === 'runs-again') logger.info('pull-runs-again', fields)
  else logger.error('pull-stopped', fields)
}

function reasonOf(trouble: Trouble | null) {
  return trouble === null
    ? { reason: 'silent', code: '', count: 0 }
    : { reason: trouble.kind, code: trouble.code, count: trouble.count }
}
