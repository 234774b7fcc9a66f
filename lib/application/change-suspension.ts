import { noticesOf, suspensionFact } from '../domain/response.ts'
import type { Centre } from '../domain/rows.ts'
import {
  decideSuspension,
  evolveSuspension,
  type Suspension,
  type SuspensionCommand,
  type SuspensionRefusal,
} from '../domain/suspension.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { Deps } from './deps.ts'
import { retryStale } from './retry-stale.ts'

export type ChangeRefusal =
  | SuspensionRefusal
  | { readonly reason: 'unknown-centre' }
  | { readonly reason: 'changed-meanwhile'; readonly sequence: number }

/**
 * An official proposes, confirms or refuses. `expected` is the sequence that the official saw, null where they
 * do not say. State, ledger, messages to officials and the notice to machines go in one transaction.
 */
export function changeSuspension(
  centreId: string,
  command: Omit<SuspensionCommand, 'at'>,
  expected: number | null,
  deps: Deps,
): Promise<Result<Suspension, ChangeRefusal>> {
  return retryStale(async () => {
    const [centre, before, officials] = await Promise.all([
      deps.store.centre(centreId),
      deps.store.suspension(centreId),
      deps.store.officials(),
    ])
    if (!centre) return refuse({ reason: 'unknown-centre' })
    if (expected !== null && expected !== before.sequence) {
      return refuse({ reason: 'changed-meanwhile', sequence: before.sequence })
    }
    const now = deps.clock.now()
    const decided = decideSuspension(before, { ...command, at: now })
    if (!isEvents(decided)) return refuse(decided)
    const [change] = decided
    const after = evolveSuspension(before, change)
    const messages = noticesOf(change, after, {
      district: deps.district,
      centre: statusOf(centre, after),
      officials,
    })
    await deps.store.commit({
      suspension: { before, after },
      facts: [{ chain: centreId, fact: suspensionFact(change, after) }],
      messages: { dueAt: now, list: messages },
    })
    deps.logger.info('suspension-changed', { centreId, status: after.status, sequence: after.sequence })
    return ok(after)
  })
}

function isEvents<E>(decided: readonly [E] | SuspensionRefusal): decided is readonly [E] {
  return Array.isArray(decided)
}

function statusOf(centre: Centre, { status }: Suspension): Centre {
  return { ...centre, status: status === 'active' || status === 'proposed' ? 'active' : 'suspended' }
}
