import type { Message, Official } from '../domain/outbox.ts'
import type { Instant } from '../domain/rows.ts'
import type { Result } from '../runtime/result.ts'

/** What a sender needs of the table, of the register of officials, and of the way out. */

export interface OutboxEntry {
  readonly message: Message
  /** Attempts begun, this one included: 1 at the first claim. */
  readonly attempts: number
}

/**
 * Messages that stand in the table, written there with the state change they tell of. One is *due* from the
 * instant it was written for, again when a lease on it runs out unmarked, and again at its `retryAt`.
 * Marking is idempotent and `sent` wins: whatever comes after it about the same message changes nothing.
 */
export interface Outbox {
  /** Ids of messages due at `now`, oldest first. */
  due(now: Instant, limit: number): Promise<readonly string[]>
  /**
   * Takes the lease by a conditioned write. Null when another has it, when it was sent or given up, when it is
   * not due yet, and when no such message exists: whoever gets an entry is the only one who may publish it.
   */
  claim(id: string, now: Instant, leaseMs: number): Promise<OutboxEntry | null>
  /** Never again due. */
  sent(id: string, now: Instant, receipt: string): Promise<void>
  /** Due again at `retryAt`; null: given up, kept as failed. */
  failed(id: string, now: Instant, retryAt: Instant | null, code: string): Promise<void>
}

export interface Directory {
  /** Null when the register has no such official. */
  official(id: string): Promise<Official | null>
}

/** Why a message did not go out; `retry` is false where the same message can never go out. */
export interface PublishRefusal {
  readonly code: string
  readonly retry: boolean
}

/** A way out. It answers within seconds; what it throws is a fault that may pass. */
export interface Publisher {
  /** `official` is null for machines. Publishing one id twice may tell its reader twice, never less than once. */
  publish(message: Message, official: Official | null): Promise<Result<{ receipt: string }, PublishRefusal>>
}
