import type { Outbox } from '../../application/outbox.ts'
import { retryStale } from '../../application/retry-stale.ts'
import { DISTRICT_CHAIN, StaleWrite } from '../../application/store.ts'
import type { LedgerFact } from '../../domain/ledger.ts'
import type { Message } from '../../domain/outbox.ts'
import type { Instant } from '../../domain/rows.ts'
import { SYSTEM } from '../../domain/suspension.ts'
import { dueKey, duePartition, dueUntil, type Key, messageKey, messageOf } from './keys.ts'
import { ledgerWrites } from './ledger.ts'
import { absent, type Item, stillEquals, type Table, type Write } from './table.ts'

interface Standing {
  readonly message: Message
  readonly state: 'due' | 'leased' | 'sent' | 'failed'
  readonly attempts: number
  readonly rev: number
  /** When it may be taken next; null: never again. */
  readonly dueAt: Instant | null
  readonly receipt: string | null
  readonly code: string | null
}

export function messageWrite(message: Message, dueAt: Instant): Write {
  const standing: Standing = { message, state: 'due', attempts: 0, rev: 1, dueAt, receipt: null, code: null }
  return { put: toItem(standing), expect: absent }
}

export function outboxOf(table: Table): Outbox {
  return {
    due: async (now, limit) => {
      const keys = await table.query(duePartition('MESSAGE'), { index: 'gsi1', upTo: dueUntil(now), limit })
      return keys.slice(0, limit).map((key) => messageOf(key as unknown as Key))
    },
    claim: async (id, now, leaseMs) => {
      const standing = await read(table, id)
      if (!standing || standing.dueAt === null || standing.dueAt > now) return null
      const next = {
        ...standing,
        state: 'leased' as const,
        attempts: standing.attempts + 1,
        dueAt: now + leaseMs,
      }
      const won = await tryWrite(table, standing, next)
      return won ? { message: standing.message, attempts: next.attempts } : null
    },
    sent: (id, now, receipt) =>
      mark(table, id, (standing) => {
        const next: Standing = { ...standing, state: 'sent', dueAt: null, receipt, code: null }
        return { next, fact: toldFact(standing.message, now) }
      }),
    failed: (id, now, retryAt, code) =>
      mark(table, id, (standing) => {
        if (standing.state === 'failed') return null
        const next: Standing = {
          ...standing,
          state: retryAt === null ? 'failed' : 'due',
          dueAt: retryAt,
          code,
        }
        return { next, fact: retryAt === null ? failedFact(standing.message, now, code) : null }
      }),
  }
}

type Marked = { readonly next: Standing; readonly fact: LedgerFact | null }

/** `sent` wins: whatever is said of a message after it changes nothing. */
async function mark(table: Table, id: string, decide: (standing: Standing) => Marked | null): Promise<void> {
  await retryStale(async () => {
    const standing = await read(table, id)
    const marked = standing && standing.state !== 'sent' ? decide(standing) : null
    if (!standing || !marked) return
    const chain = standing.message.centreId ?? DISTRICT_CHAIN
    const entries = marked.fact ? await ledgerWrites(table, chain, [marked.fact]) : []
    await table.transact([rewrite(standing, marked.next), ...entries])
  })
}

async function read(table: Table, id: string): Promise<Standing | null> {
  return (await table.get(messageKey(id))) as Standing | null
}

async function tryWrite(table: Table, before: Standing, after: Standing): Promise<boolean> {
  try {
    await table.write(rewrite(before, after))
    return true
  } catch (error) {
    if (error instanceof StaleWrite) return false
    throw error
  }
}

function rewrite(before: Standing, after: Standing): Write {
  return { put: toItem({ ...after, rev: before.rev + 1 }), expect: stillEquals('rev', before.rev) }
}

function toItem(standing: Standing): Item & Key {
  const { message, state, attempts, rev, dueAt, receipt, code } = standing
  const due = dueAt === null ? {} : dueKey('MESSAGE', dueAt)
  return { ...messageKey(message.id), message, state, attempts, rev, dueAt, receipt, code, ...due }
}

const about = ({ id, channel, to, incidentId, tier }: Message) => ({
  messageId: id,
  channel,
  to,
  incidentId,
  tier,
})

function toldFact(message: Message, at: Instant): LedgerFact {
  return { kind: 'message-sent', at, by: SYSTEM, data: about(message) }
}

function failedFact(message: Message, at: Instant, code: string): LedgerFact {
  return { kind: 'message-failed', at, by: SYSTEM, data: { ...about(message), code } }
}
