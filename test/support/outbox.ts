import type { Outbox } from '../../lib/application/outbox.ts'
import type { Message } from '../../lib/domain/outbox.ts'
import type { Instant } from '../../lib/domain/rows.ts'

type State =
  | { readonly kind: 'waiting'; readonly dueAt: Instant }
  | { readonly kind: 'sent'; readonly receipt: string }
  | { readonly kind: 'failed'; readonly code: string }

interface Item {
  readonly message: Message
  attempts: number
  state: State
}

/** An outbox in memory that passes `test/contract/outbox.ts`. */
export interface MemoryOutbox extends Outbox {
  put(message: Message, dueAt: Instant): Promise<void>
  stateOf(id: string): State | null
}

export function memoryOutbox(): MemoryOutbox {
  const items = new Map<string, Item>()
  const mark = (id: string, state: State): void => {
    const item = items.get(id)
    if (item && item.state.kind !== 'sent') item.state = state
  }
  return {
    async put(message, dueAt) {
      if (!items.has(message.id))
        items.set(message.id, { message, attempts: 0, state: { kind: 'waiting', dueAt } })
    },
    stateOf: (id) => items.get(id)?.state ?? null,
    async due(now, limit) {
      return [...items.values()]
        .flatMap(({ message, state }) =>
          state.kind === 'waiting' && state.dueAt <= now ? [{ id: message.id, dueAt: state.dueAt }] : [],
        )
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, limit)
        .map(({ id }) => id)
    },
    async claim(id, now, leaseMs) {
      const item = items.get(id)
      if (item?.state.kind !== 'waiting' || item.state.dueAt > now) return null
      item.state = { kind: 'waiting', dueAt: now + leaseMs }
      item.attempts += 1
      return { message: item.message, attempts: item.attempts }
    },
    async sent(id, _now, receipt) {
      mark(id, { kind: 'sent', receipt })
    },
    async failed(id, _now, retryAt, code) {
      mark(id, retryAt === null ? { kind: 'failed', code } : { kind: 'waiting', dueAt: retryAt })
    },
  }
}
