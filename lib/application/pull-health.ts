import type { PullConfig } from '../contracts/pull.ts'
import {
  type FeedHealth,
  type FeedWatch,
  type Standstill,
  type Trouble,
  watchFeed,
} from '../domain/health.ts'
import type { Policy } from '../domain/policy.ts'
import type { Instant } from '../domain/rows.ts'
import type { PullState } from './pull-record.ts'
import { changePull, ofFeed, type PullBase, type PullChange } from './pull-state.ts'

/**
 * The dead man's switch of the fetched feed, looked at by every sweep: tells officials of a feed that stopped also
 * where nothing starts the fetching any more. Where no feed is configured it reads nothing.
 */
export async function checkPull(deps: PullBase): Promise<void> {
  const { pull } = deps.district
  if (!pull) return
  await changePull(pull, deps, (state) => watched(state, pull, deps))
}

/** The state after a look at the clock; the state itself where there is nothing new. */
export function watched(state: PullState, config: PullConfig, { district, clock }: PullBase): PullChange {
  const { health, news } = watchFeed(state.health, watchOf(config, district.policy), clock.now())
  return { after: health === state.health ? state : { ...state, health }, news }
}

export interface PullHealth {
  /** `waiting`: no page yet, and not for long enough to say that it stopped. */
  readonly state: 'running' | 'waiting' | 'stopped'
  readonly lastPageAt: Instant | null
  readonly watchedSince: Instant
  readonly standstill: Standstill | null
  /** What the latest run ended on; it may pass by itself. */
  readonly trouble: Trouble | null
  /** The server asked not to be asked before. */
  readonly notBefore: Instant | null
}

/** For an admin: how the feed goes. Null where none is fetched. */
export async function readPullHealth({
  store,
  district: { pull },
  clock,
}: Pick<PullBase, 'store' | 'district' | 'clock'>): Promise<PullHealth | null> {
  if (!pull) return null
  const { health, notBefore } = ofFeed(await store.pull(), pull, clock.now())
  const { lastPageAt, watchedSince, standstill, trouble } = health
  return { state: stateOf(health), lastPageAt, watchedSince, standstill, trouble, notBefore }
}

function stateOf({ standstill, lastPageAt }: FeedHealth): PullHealth['state'] {
  if (standstill !== null) return 'stopped'
  return lastPageAt === null ? 'waiting' : 'running'
}

function watchOf({ silentAfterMinutes, hours }: PullConfig, { timeZone }: Policy): FeedWatch {
  return { silentAfterMinutes, hours, timeZone }
}
