import { messageKey, messageOf } from '../../lib/adapters/dynamodb/keys.ts'
import { type StreamAnswer, type StreamEvent, streamEventSchema } from '../../lib/contracts/stream-event.ts'
import { type NotifyDeps, type NotifyResult, notify } from './notify.ts'

const OUTBOX = messageKey('').pk

export interface EventDeps extends NotifyDeps {
  /** Puts the messages of every ladder step that is due into the outbox. */
  readonly escalate: () => Promise<unknown>
}

/**
 * A batch of the table's stream sends the messages that it names and answers which records must come again; any
 * other event is a tick of the clock: the next step of the ladder is told of every incident that nobody acknowledged
 * in time, then whatever is due is sent. A batch that cannot be read is let go, since a record that fails for ever
 * would block its shard, and the clock finds what it named.
 */
export async function answerEvent(event: unknown, deps: EventDeps): Promise<StreamAnswer | NotifyResult> {
  if (!isBatch(event)) return answerTick(deps)
  const batch = streamEventSchema.safeParse(event)
  if (batch.success) return answerBatch(batch.data, deps)
  deps.logger.error('notify-stream-unreadable', { records: event.Records.length })
  return { batchItemFailures: [] }
}

/** What is due is sent even where telling the next step fails: that comes again with the next minute. */
async function answerTick(deps: EventDeps): Promise<NotifyResult> {
  try {
    await deps.escalate()
  } catch (error) {
    deps.logger.error('escalation-failed', { error: error instanceof Error ? error.name : 'unknown' })
  }
  return notify({}, deps)
}

async function answerBatch({ Records }: StreamEvent, deps: NotifyDeps): Promise<StreamAnswer> {
  const written = Records.filter(({ dynamodb }) => dynamodb.Keys.pk.S.startsWith(OUTBOX))
  const named = written.map(({ dynamodb }) => ({
    id: messageOf({ pk: dynamodb.Keys.pk.S, sk: dynamodb.Keys.sk.S }),
    itemIdentifier: dynamodb.SequenceNumber,
  }))
  const { unprocessed } = await notify({ ids: named.map(({ id }) => id) }, deps)
  const again = named.filter(({ id }) => unprocessed.includes(id))
  return { batchItemFailures: again.map(({ itemIdentifier }) => ({ itemIdentifier })) }
}

function isBatch(event: unknown): event is { readonly Records: readonly unknown[] } {
  return typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records)
}
