import { randomUUID } from 'node:crypto'
import type { PullConfig } from '../contracts/pull.ts'
import { type PullTrouble, pageTaken, withTrouble } from '../domain/health.ts'
import { SYSTEM } from '../domain/suspension.ts'
import { runCredential } from './pull-credential.ts'
import { startOf } from './pull-cursor.ts'
import { watched } from './pull-health.ts'
import { type Pulled, pullPage, type Run, type Stop } from './pull-page.ts'
import type { PullDeps } from './pull-ports.ts'
import type { PullState } from './pull-record.ts'
import { changePull, type PullChange } from './pull-state.ts'

export interface PullRun {
  readonly ended:
    | 'caught-up'
    | 'page-limit'
    | 'time-limit'
    /** The server asked to be left alone for longer than this run lasts. */
    | 'waiting'
    /** Another run has the lease. */
    | 'busy'
    /** Another run took the lease over: what this one had taken is known, the cursor is the other's. */
    | 'superseded'
    | 'stopped'
  readonly pages: number
  readonly rows: number
  /** Why it stopped. */
  readonly trouble: PullTrouble | null
}

export interface PullRequest {
  /** At most so many milliseconds, where the process has less time than the district allows. */
  readonly budgetMs?: number
  /** Leaves the stored cursor for another place. */
  readonly from?: 'beginning' | { readonly cursor: string }
  /** A lease counts as over: at the start of a single process nobody else can hold one. */
  readonly orphaned?: boolean
}

/** What a run may take past its time limit: the last page's request, and taking it. */
const GRACE_MS = 180_000

/**
 * Fetches the feed from the stored cursor on, page by page, and takes each as any other feed. The cursor is stored
 * after a page is taken: a run that dies is begun again at its page, and taking that twice changes nothing.
 */
export async function pullFeed(
  config: PullConfig,
  deps: PullDeps,
  { budgetMs = Number.POSITIVE_INFINITY, from, orphaned = false }: PullRequest = {},
): Promise<PullRun> {
  const until = deps.clock.now() + Math.min(config.timeLimitSeconds * 1000, budgetMs)
  const credential = runCredential(config, deps.secrets)
  const run: Run = { config, deps, owner: randomUUID(), until, credential }
  const state = await begin(run, from, orphaned)
  const ended = state === null ? nothing('busy') : await whileHeld(run, state)
  const { pages, rows, trouble } = ended
  deps.logger[trouble ? 'warn' : 'info']('pulled', { ended: ended.ended, pages, rows, trouble })
  return ended
}

const nothing = (ended: PullRun['ended']): PullRun => ({ ended, pages: 0, rows: 0, trouble: null })

/** Takes the lease; null where another run has it. */
async function begin(run: Run, from: PullRequest['from'], orphaned: boolean): Promise<PullState | null> {
  const { config, deps, owner, until } = run
  const now = deps.clock.now()
  const lease = { owner, until: until + config.requestTimeoutSeconds * 1000 + GRACE_MS }
  const state = await changePull(config, deps, (found) => {
    if (found.lease !== null && found.lease.until > now && !orphaned) return null
    if (from === undefined) return { after: { ...found, lease } }
    const fresh = { latest: null, refused: null, notBefore: null }
    const data = { from: from === 'beginning' ? from : 'cursor' }
    return {
      after: { ...found, ...fresh, cursor: startOf(from, config), lease },
      facts: [{ kind: 'pull-restarted', at: now, by: SYSTEM, data }],
    }
  })
  return state.lease?.owner === owner ? state : null
}

/** A fault of ours gives the lease back, so that the next run need not wait for its end. */
async function whileHeld(run: Run, state: PullState): Promise<PullRun> {
  try {
    return await waitAndPull(run, state)
  } catch (error) {
    await change(run, (found) => ({ after: { ...found, lease: null } })).catch(() => null)
    throw error
  }
}

async function waitAndPull(run: Run, state: PullState): Promise<PullRun> {
  const { clock, sleep } = run.deps
  const rest = (state.notBefore ?? 0) - clock.now()
  if (rest > 0) {
    if (clock.now() + rest >= run.until) return finish(run, nothing('waiting'), null)
    await sleep(rest)
  }
  return pullPages(run, state)
}

async function pullPages(run: Run, begun: PullState): Promise<PullRun> {
  const seen = new Set([begun.cursor])
  let state = begun
  let pages = 0
  let rows = 0
  const ended = (how: PullRun['ended'], stop: Stop | null = null): Promise<PullRun> =>
    finish(run, { ended: how, pages, rows, trouble: stop?.trouble.kind ?? null }, stop)
  while (pages < run.config.pagesPerRun) {
    if (run.deps.clock.now() >= run.until) return ended('time-limit')
    const pulled = await pullPage(state, seen, run)
    if (pulled.kind === 'stop') return ended('stopped', pulled)
    const stored = await storePage(run, state.cursor, pulled)
    if (stored === null) return { ended: 'superseded', pages, rows, trouble: null }
    pages++
    rows += pulled.page.rows
    if (pulled.next.kind === 'unusable') return ended('stopped', unusable(pulled.next.code))
    if (stored.cursor === state.cursor) return ended('caught-up')
    seen.add(stored.cursor)
    state = stored
  }
  return ended('page-limit')
}

/** The page is known; where its way on cannot be used, the feed does not go on. Null: the lease is lost. */
function storePage(
  run: Run,
  cursor: string,
  { page: { sha256, rows }, next }: Extract<Pulled, { kind: 'page' }>,
): Promise<PullState | null> {
  const latest = { cursor, sha256, rows }
  return change(run, (found) => {
    if (next.kind === 'unusable') return { after: { ...found, latest } }
    const { health, news } = pageTaken(found.health, run.deps.clock.now())
    const onward = next.kind === 'cursor' ? next.cursor : cursor
    return {
      after: { ...found, cursor: onward, latest, refused: null, notBefore: null, health },
      news,
    }
  })
}

/** Gives the lease back and says how the feed goes. */
async function finish(run: Run, ended: PullRun, stop: Stop | null): Promise<PullRun> {
  const { config, deps } = run
  const stored = await change(run, (found) => {
    const health = stop === null ? found.health : withTrouble(found.health, stop.trouble, deps.clock.now())
    const notBefore = stop === null ? found.notBefore : stop.notBefore
    const after = { ...found, health, notBefore, refused: refusedOf(stop) ?? found.refused, lease: null }
    return watched(after, config, deps)
  })
  return stored === null ? { ...ended, ended: 'superseded' } : ended
}

function refusedOf(stop: Stop | null): PullState['refused'] {
  if (!stop?.refused) return null
  const { sha256, at, code, count } = stop.refused
  return { sha256, at, code, count }
}

const unusable = (code: string): Stop => ({
  kind: 'stop',
  trouble: { kind: 'next-unusable', code, count: 1 },
  notBefore: null,
  refused: null,
})

/** Changes the state while the lease is this run's; null where another has taken it over. */
async function change(run: Run, decide: (state: PullState) => PullChange): Promise<PullState | null> {
  let lost = false
  const state = await changePull(run.config, run.deps, (found) => {
    lost = found.lease?.owner !== run.owner
    return lost ? null : decide(found)
  })
  return lost ? null : state
}
