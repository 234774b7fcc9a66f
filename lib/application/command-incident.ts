import {
  commandIncident,
  type Incident,
  type IncidentCommand,
  type IncidentRefusal,
} from '../domain/incident.ts'
import type { LedgerFact } from '../domain/ledger.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { Deps } from './deps.ts'
import { retryStale } from './retry-stale.ts'

/** The command without its time, which the system gives. */
export type AskedOfIncident = IncidentCommand extends infer C
  ? C extends unknown
    ? Omit<C, 'at'>
    : never
  : never

export type CommandRefusal =
  | IncidentRefusal
  | { readonly reason: 'unknown-incident' }
  | { readonly reason: 'changed-meanwhile'; readonly rev: number }

/** An official acknowledges, notes, starts the inquiry or closes: state and ledger in one transaction. */
export function handleIncident(
  incidentId: string,
  asked: AskedOfIncident,
  expected: number | null,
  { store, clock, logger }: Deps,
): Promise<Result<Incident, CommandRefusal>> {
  return retryStale(async () => {
    const before = await store.incident(incidentId)
    if (!before) return refuse({ reason: 'unknown-incident' })
    if (expected !== null && expected !== before.rev)
      return refuse({ reason: 'changed-meanwhile', rev: before.rev })
    const command = { ...asked, at: clock.now() } as IncidentCommand
    const after = commandIncident(before, command)
    if ('reason' in after) return refuse(after)
    await store.commit({
      incident: { before, after },
      facts: [{ chain: before.centreId, fact: factOf(command, after) }],
    })
    logger.info('incident-changed', { incidentId, state: after.state })
    return ok(after)
  })
}

function factOf(command: IncidentCommand, { incidentId, state, cause }: Incident): LedgerFact {
  const { kind, at, by, note } = command
  return { kind: `incident-${kind}`, at, by, data: { incidentId, state, note, cause } }
}
