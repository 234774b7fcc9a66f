import type { Incident } from '../domain/incident.ts'
import type { LedgerFact } from '../domain/ledger.ts'
import type { Message } from '../domain/outbox.ts'
import { nextProposal, noticesOf, suspensionFact } from '../domain/proposal.ts'
import type { Centre, Instant } from '../domain/rows.ts'
import {
  decideSuspension,
  evolveSuspension,
  isStopped,
  type Suspension,
  type SuspensionChanged,
  type SuspensionCommand,
  type SuspensionRefusal,
} from '../domain/suspension.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { Deps } from './deps.ts'
import { headsMadeDue } from './heads-made-due.ts'
import { retryStale } from './retry-stale.ts'
import type { Store } from './store.ts'

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
    const context = { district: deps.district, centre, officials }
    const made = await carryOut(before, decided[0], context, now, deps)
    await deps.store.commit({
      heads: await headsMadeDue(before, made.after, now, deps),
      suspension: { before, after: made.after },
      ...(made.incident ? { incident: made.incident } : {}),
      facts: made.facts.map((fact) => ({ chain: centreId, fact })),
      messages: { dueAt: now, list: made.messages },
    })
    const { after } = made
    deps.logger.info('suspension-changed', { centreId, status: after.status, sequence: after.sequence })
    return ok(after)
  })
}

/** The change, and after a refusal the proposal of another incident that waited behind it. */
async function carryOut(
  before: Suspension,
  change: SuspensionChanged,
  context: Parameters<typeof noticesOf>[2],
  now: Instant,
  { store, district }: Deps,
): Promise<Made> {
  const { timeZone } = district.policy
  const after = evolveSuspension(before, change)
  const told = { ...context, centre: statusOf(context.centre, after) }
  const made = {
    after,
    incident: null,
    facts: [suspensionFact(change, after)],
    messages: noticesOf(change, after, told),
  }
  if (change.action !== 'refuse' || after.status !== 'active') return made
  const next = nextProposal(await openIncidents(before.centreId, store), after, { at: now, timeZone })
  if (!next) return made
  const proposed = evolveSuspension(after, next.change)
  return {
    after: proposed,
    incident: { before: { ...next.incident, rev: next.incident.rev - 1 }, after: next.incident },
    facts: [...made.facts, suspensionFact(next.change, proposed)],
    messages: [...made.messages, ...noticesOf(next.change, proposed, told)],
  }
}

interface Made {
  readonly after: Suspension
  readonly incident: { readonly before: Incident; readonly after: Incident } | null
  readonly facts: readonly LedgerFact[]
  readonly messages: readonly Message[]
}

async function openIncidents(centreId: string, store: Store): Promise<readonly Incident[]> {
  const states = ['open', 'acknowledged', 'under-inquiry'] as const
  const lists = await Promise.all(states.map((state) => store.incidents(state)))
  return lists.flat().filter((incident) => incident.centreId === centreId)
}

function isEvents<E>(decided: readonly [E] | SuspensionRefusal): decided is readonly [E] {
  return Array.isArray(decided)
}

function statusOf(centre: Centre, { status }: Suspension): Centre {
  return { ...centre, status: isStopped(status) ? 'suspended' : 'active' }
}
