import type {
  Directory,
  Outbox,
  OutboxEntry,
  Publisher,
  PublishRefusal,
} from '../../lib/application/outbox.ts'
import type { Clock } from '../../lib/runtime/clock.ts'
import type { Logger } from '../../lib/runtime/logger.ts'
import { backoff, MAX_ATTEMPTS } from './backoff.ts'

export interface NotifyRequest {
  /** These messages alone; left out: everything that is due. */
  readonly ids?: readonly string[]
  /** Leases count as over: at the start of a single process nobody else can hold one. */
  readonly orphaned?: boolean
}

export interface NotifyDeps {
  readonly outbox: Outbox
  readonly directory: Directory
  readonly publisher: Publisher
  readonly clock: Clock
  readonly logger: Logger
  /** 0 up to 1, for the jitter of retries. */
  readonly random?: () => number
  /** Milliseconds after which nothing more is begun. */
  readonly budgetMs?: number
}

export interface NotifyResult {
  /** Published and marked. */
  readonly sent: number
  /** Refused for now: due again after its backoff. */
  readonly retried: number
  /** Given up and kept as failed. */
  readonly failed: number
  /** Another has it, it is not due, or it is dealt with. */
  readonly skipped: number
  /** Not dealt with: time ran out, or the table did not answer. They come due again by themselves. */
  readonly unprocessed: readonly string[]
}

type Outcome = 'sent' | 'retried' | 'failed' | 'skipped' | 'unprocessed'

/** Longer than any publisher takes to answer; a sender that died gives its message back after it. */
export const LEASE_MS = 60_000
const BUDGET_MS = 45_000
const PAGE = 100

/**
 * Sends what stands in the outbox: claims a message by a lease, publishes it, marks it. Started by the table's
 * stream for speed and by the clock for truth; a late or repeated start finds nothing to claim and does nothing.
 * A crash between publishing and marking repeats a message and loses none. One message's failure stops no other.
 */
export async function notify(request: NotifyRequest, deps: NotifyDeps): Promise<NotifyResult> {
  const until = deps.clock.now() + (deps.budgetMs ?? BUDGET_MS)
  const ahead = request.orphaned ? LEASE_MS : 0
  const outcomes = new Map<string, Outcome>()
  let waiting = request.ids ?? (await nextDue(outcomes, ahead, deps))
  while (waiting.length > 0) {
    for (const id of new Set(waiting)) {
      outcomes.set(id, deps.clock.now() < until ? await deliver(id, ahead, deps) : 'unprocessed')
    }
    const more = request.ids === undefined && deps.clock.now() < until
    waiting = more ? await nextDue(outcomes, ahead, deps) : []
  }
  return resultOf(outcomes)
}

/** What is due and was not seen in this run: asking past what was seen, one that is stuck hides none behind it. */
async function nextDue(
  seen: ReadonlyMap<string, Outcome>,
  ahead: number,
  { outbox, clock }: NotifyDeps,
): Promise<readonly string[]> {
  const due = await outbox.due(clock.now() + ahead, PAGE + seen.size)
  return due.filter((id) => !seen.has(id))
}

async function deliver(id: string, ahead: number, deps: NotifyDeps): Promise<Outcome> {
  try {
    const entry = await deps.outbox.claim(id, deps.clock.now() + ahead, LEASE_MS)
    return entry === null ? 'skipped' : await send(entry, deps)
  } catch (error) {
    deps.logger.error('notify-outbox-fault', { id, fault: nameOf(error) })
    return 'unprocessed'
  }
}

/** Throws what the outbox throws on marking: the message then comes due again when its lease is over. */
async function send(entry: OutboxEntry, deps: NotifyDeps): Promise<Outcome> {
  const { outbox, clock, logger } = deps
  const { id, channel, tier } = entry.message
  const published = await publish(entry, deps)
  if (!published.ok) return refused(entry, published.refusal, deps)
  await outbox.sent(id, clock.now(), published.value.receipt)
  logger.info('message-sent', { id, channel, tier, attempts: entry.attempts })
  return 'sent'
}

/** A fault of the register or of the way out may pass: it is a refusal for now. */
async function publish(
  { message }: OutboxEntry,
  { directory, publisher }: NotifyDeps,
): ReturnType<Publisher['publish']> {
  try {
    const official = message.channel === 'centre-status' ? null : await directory.official(message.to)
    return await publisher.publish(message, official)
  } catch (error) {
    return { ok: false, refusal: { code: nameOf(error), retry: true } }
  }
}

async function refused(
  { message: { id }, attempts }: OutboxEntry,
  { code, retry }: PublishRefusal,
  { outbox, clock, logger, random = Math.random }: NotifyDeps,
): Promise<Outcome> {
  const now = clock.now()
  if (!retry || attempts >= MAX_ATTEMPTS) {
    await outbox.failed(id, now, null, code)
    logger.error('message-given-up', { id, code })
    return 'failed'
  }
  await outbox.failed(id, now, now + backoff(attempts, random), code)
  logger.warn('message-retried', { id, code, attempts })
  return 'retried'
}

function resultOf(outcomes: ReadonlyMap<string, Outcome>): NotifyResult {
  const idsOf = (outcome: Outcome): string[] =>
    [...outcomes].flatMap(([id, of]) => (of === outcome ? [id] : []))
  return {
    sent: idsOf('sent').length,
    retried: idsOf('retried').length,
    failed: idsOf('failed').length,
    skipped: idsOf('skipped').length,
    unprocessed: idsOf('unprocessed'),
  }
}

/** Its name alone: an error's text may hold an address. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown-error'
}
