import { addDays, dateOf, instantAt } from './calendar.ts'
import type { Instant } from './rows.ts'

/** The system's own health: whether the feed that it fetches for itself still comes. */

/** Why no page could be taken. What is not passing stays until somebody does something. */
export type PullTrouble =
  | 'throttled'
  | 'server-fault'
  | 'network'
  | 'timeout'
  | 'cut-off'
  | 'no-length'
  | 'page-repeats'
  | 'cursor-loops'
  | 'page-refused'
  | 'page-too-large'
  | 'cursor-expired'
  | 'next-unusable'
  | 'redirected-elsewhere'
  | 'request-refused'
  | 'credential-refused'
  | 'secret-unreadable'

const PASSING: ReadonlySet<PullTrouble> = new Set([
  'throttled',
  'server-fault',
  'network',
  'timeout',
  'cut-off',
  'no-length',
  'page-repeats',
  'cursor-loops',
])

/** What may be gone the next time: officials are told of it only when it has lasted. */
export const isPassing = (kind: PullTrouble): boolean => PASSING.has(kind)

/** `code` and `count` say more of it: the first fault and how many, a status, an error's code. Never content. */
export interface Trouble {
  readonly kind: PullTrouble
  readonly code: string
  readonly count: number
  /** When it was met first, of the runs that met nothing else. */
  readonly since: Instant
}

/** The feed does not come, and officials know it. */
export interface Standstill {
  /** The moment it stopped: the last page taken, or the refusal. */
  readonly since: Instant
  /** How often officials were told. */
  readonly told: number
  readonly toldAt: Instant
}

export interface FeedHealth {
  readonly watchedSince: Instant
  /** When a page was last fetched and taken. */
  readonly lastPageAt: Instant | null
  /** What the latest run ended on; null: nothing. */
  readonly trouble: Trouble | null
  readonly standstill: Standstill | null
  /** Standstills so far: each has a number, and so have its messages. */
  readonly standstills: number
}

/** What officials are to be told. */
export type HealthNews = 'stopped' | 'still-stopped' | 'runs-again'

export interface HealthStep {
  readonly health: FeedHealth
  readonly news: HealthNews | null
}

/** When silence counts: within the district's hours of the day, local `HH:MM`. */
export interface FeedWatch {
  readonly silentAfterMinutes: number
  readonly hours: { readonly from: string; readonly to: string }
  readonly timeZone: string
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** No feed is watched for longer silences than this. */
const MOST_DAYS = 31

export function newHealth(now: Instant): FeedHealth {
  return { watchedSince: now, lastPageAt: null, trouble: null, standstill: null, standstills: 0 }
}

/** A page was fetched and taken: whatever stood still runs again. */
export function pageTaken(health: FeedHealth, now: Instant): HealthStep {
  const news = health.standstill === null ? null : 'runs-again'
  return { health: { ...health, lastPageAt: now, trouble: null, standstill: null }, news }
}

/** The latest run ended on this; null: on nothing. The same trouble again began when it was met first. */
export function withTrouble(
  health: FeedHealth,
  met: Omit<Trouble, 'since'> | null,
  now: Instant,
): FeedHealth {
  if (met === null) return { ...health, trouble: null }
  const same = health.trouble?.kind === met.kind
  return { ...health, trouble: { ...met, since: same ? health.trouble!.since : now } }
}

/**
 * Whether the feed stands still: refused until somebody acts, or no page for so long within the district's hours.
 * Officials are told when it stops and once a day while it lasts. Nothing but a page ends it (`pageTaken`).
 */
export function watchFeed(health: FeedHealth, watch: FeedWatch, now: Instant): HealthStep {
  const { standstill, standstills } = health
  if (standstill !== null) {
    if (now - standstill.toldAt < DAY_MS) return { health, news: null }
    const told = { ...standstill, told: standstill.told + 1, toldAt: now }
    return { health: { ...health, standstill: told }, news: 'still-stopped' }
  }
  const since = stoppedSince(health, watch, now)
  if (since === null) return { health, news: null }
  return {
    health: { ...health, standstill: { since, told: 1, toldAt: now }, standstills: standstills + 1 },
    news: 'stopped',
  }
}

function stoppedSince(health: FeedHealth, watch: FeedWatch, now: Instant): Instant | null {
  const { trouble, lastPageAt, watchedSince } = health
  if (trouble !== null && !isPassing(trouble.kind)) return trouble.since
  const last = lastPageAt ?? watchedSince
  return withinHours(last, now, watch) >= watch.silentAfterMinutes * MINUTE_MS ? last : null
}

/** Milliseconds between two instants that fall within the hours of the day; at most a month of them is looked at. */
export function withinHours(
  from: Instant,
  to: Instant,
  { hours, timeZone }: Pick<FeedWatch, 'hours' | 'timeZone'>,
): number {
  const start = Math.max(from, to - MOST_DAYS * DAY_MS)
  const last = dateOf(to, timeZone)
  let sum = 0
  for (let date = dateOf(start, timeZone); date <= last; date = addDays(date, 1)) {
    const opens = Math.max(start, instantAt(date, hours.from, timeZone))
    const closes = Math.min(to, instantAt(date, hours.to, timeZone))
    sum += Math.max(0, closes - opens)
  }
  return sum
}
