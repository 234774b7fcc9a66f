import type { PullConfig } from '../contracts/pull.ts'
import type { PullTrouble, Trouble } from '../domain/health.ts'
import type { Instant } from '../domain/rows.ts'
import { sha256Of } from './accept-version.ts'
import { pullBackoff, restOf } from './pull-backoff.ts'
import type { RunCredential } from './pull-credential.ts'
import { type Next, nextOf, urlOf } from './pull-cursor.ts'
import type { Page, PageAnswer, PageRequest, PullDeps } from './pull-ports.ts'
import type { PullState } from './pull-record.ts'
import { firstCursor } from './pull-state.ts'
import { type Taken, takePage } from './pull-take.ts'

/** One run of the fetching, under its lease. */
export interface Run {
  readonly config: PullConfig
  readonly deps: PullDeps
  readonly owner: string
  /** Nothing is begun from here on. */
  readonly until: Instant
  readonly credential: RunCredential
}

type Met = Omit<Trouble, 'since'>
type TakenPage = Extract<Taken, { kind: 'taken' }>
type RefusedPage = Extract<Taken, { kind: 'refused' }>

export type Pulled = { readonly kind: 'page'; readonly page: TakenPage; readonly next: Next } | Stop

export interface Stop {
  readonly kind: 'stop'
  readonly trouble: Met
  /** The server asked not to be asked before; null: it did not. */
  readonly notBefore: Instant | null
  readonly refused: RefusedPage | null
}

type Attempt =
  | Pulled
  /** `restMs` null: as the backoff says. */
  | { readonly kind: 'again'; readonly trouble: Met; readonly restMs: number | null }

const MOST_ATTEMPTS = 10

/** Fetches and takes the page at the state's cursor, asking again what may pass while the run has time. */
export async function pullPage(state: PullState, seen: ReadonlySet<string>, run: Run): Promise<Pulled> {
  const { clock, random, sleep } = run.deps
  for (let attempts = 1; ; attempts++) {
    const attempt = await tryPage(state, seen, run)
    if (attempt.kind !== 'again') return attempt
    const { trouble, restMs } = attempt
    const now = clock.now()
    const rest = Math.max(restMs ?? 0, pullBackoff(attempts, random))
    if (attempts >= MOST_ATTEMPTS || now + rest >= run.until)
      return stop({ ...trouble, count: attempts }, { notBefore: restMs === null ? null : now + restMs })
    await sleep(rest)
  }
}

async function tryPage(state: PullState, seen: ReadonlySet<string>, run: Run): Promise<Attempt> {
  const header = await run.credential.header()
  if (!header.ok) return stop(met('secret-unreadable', header.refusal.code))
  const answer = await run.deps.pages.fetch(requestOf(state, header.value, run.config))
  return answer.kind === 'page' ? take(answer, state, seen, run) : answerTo(answer, state, run)
}

function requestOf(
  { cursor }: PullState,
  credential: PageRequest['credential'],
  config: PullConfig,
): PageRequest {
  return {
    url: urlOf(cursor, config),
    accept: config.accept,
    credential,
    timeoutMs: config.requestTimeoutSeconds * 1000,
    mostBytes: config.pageMebibytes * 1024 * 1024,
    cursor: config.cursor,
  }
}

function answerTo(
  answer: Exclude<PageAnswer, Page>,
  { cursor }: PullState,
  { config, credential, deps }: Run,
): Attempt {
  switch (answer.kind) {
    case 'throttled': {
      const { retryAfter } = answer
      const restMs = retryAfter && restOf(retryAfter, deps.clock.now())
      return { kind: 'again', trouble: met('throttled', answer.code), restMs }
    }
    case 'fault':
      return { kind: 'again', trouble: met(answer.fault, answer.code), restMs: null }
    case 'unauthorised':
      return credential.readAnew()
        ? { kind: 'again', trouble: met('credential-refused', answer.code), restMs: null }
        : stop(met('credential-refused', answer.code))
    case 'refused':
      return stop(met(refusalOf(answer.reason, cursor === firstCursor(config)), answer.code))
  }
}

/** No cursor was sent with the first page, so that none can have expired. */
function refusalOf(reason: PullTrouble, isFirst: boolean): PullTrouble {
  return reason === 'cursor-expired' && isFirst ? 'request-refused' : reason
}

async function take(
  page: Page,
  state: PullState,
  seen: ReadonlySet<string>,
  { config, deps }: Run,
): Promise<Attempt> {
  const next = nextOf(page, config)
  const repeat = repeatOf(page, next, state, seen)
  if (repeat) return { kind: 'again', trouble: met(repeat, ''), restMs: null }
  const isLast = next.kind !== 'cursor' || next.cursor === state.cursor
  const taken = await takePage({ bytes: page.bytes, isLast }, state, config, deps)
  if (taken.kind === 'taken') return { kind: 'page', page: taken, next }
  const trouble = met('page-refused', taken.code, taken.count)
  return taken.cutOff ? { kind: 'again', trouble, restMs: null } : stop(trouble, { refused: taken })
}

/**
 * A page of before, sent again by a cache in between, or a way that leads in a circle: going on with it would lose
 * what comes after, or never end. A page that names its own place is the end for now, unless it is the one before.
 */
function repeatOf(
  { bytes }: Page,
  next: Next,
  { cursor, latest }: PullState,
  seen: ReadonlySet<string>,
): PullTrouble | null {
  if (next.kind !== 'cursor') return null
  if (next.cursor !== cursor) return seen.has(next.cursor) ? 'cursor-loops' : null
  const elsewhere = latest !== null && latest.rows > 0 && latest.cursor !== cursor
  return elsewhere && latest.sha256 === sha256Of(bytes) ? 'page-repeats' : null
}

const met = (kind: PullTrouble, code: string, count = 1): Met => ({ kind, code, count })

function stop(trouble: Met, more: Partial<Pick<Stop, 'notBefore' | 'refused'>> = {}): Stop {
  return { kind: 'stop', trouble, notBefore: null, refused: null, ...more }
}
