import type { Incident, IncidentState } from '../../domain/incident.ts'
import type { Instant, SuspensionPeriod } from '../../domain/rows.ts'
import { isStopped, neverSuspended, type Suspension } from '../../domain/suspension.ts'
import {
  CLOSED_INCIDENTS,
  dueKey,
  duePartition,
  dueUntil,
  incidentKey,
  incidentOf,
  type Key,
  NEVER,
  SUSPENSIONS,
  suspensionKey,
  suspensionPeriodsKey,
} from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write, whatever } from './table.ts'

export async function readIncident(table: Table, incidentId: string): Promise<Incident | null> {
  const item = await table.get(incidentKey(incidentId))
  return item && withoutKeys<Incident>(item)
}

/** Oldest first. The index may lag by moments; each incident is then read as it is. */
export async function readIncidents(table: Table, state: IncidentState): Promise<readonly Incident[]> {
  const partition = state === 'closed' ? CLOSED_INCIDENTS : duePartition('INCIDENT')
  const incidents = await readAll(table, await table.query(partition, { index: 'gsi1' }))
  return incidents.filter((incident) => incident.state === state).sort((a, b) => a.openedAt - b.openedAt)
}

export async function readDueIncidents(table: Table, now: Instant): Promise<readonly Incident[]> {
  return readAll(table, await table.query(duePartition('INCIDENT'), { index: 'gsi1', upTo: dueUntil(now) }))
}

export function incidentWrite(before: Incident | null, after: Incident): Write {
  return {
    put: { ...incidentKey(after.incidentId), ...after, ...indexKey(after) },
    expect: before ? stillEquals('rev', before.rev) : absent,
  }
}

export async function readSuspension(table: Table, centreId: string): Promise<Suspension> {
  const item = await table.get(suspensionKey(centreId))
  const nothing = neverSuspended(centreId)
  if (!item) return nothing
  const { periods, ...kept } = withoutKeys<Suspension>(item)
  const read = { ...nothing, ...kept }
  return { ...read, periods: periods ?? formerPeriods(read) }
}

/**
 * Of an item from before periods were kept: what is sure of one that is suspended now. Where a reinstatement is proposed
 * it was so before `since` too, but not known from when.
 */
function formerPeriods({ status, since }: Suspension): readonly SuspensionPeriod[] {
  return isStopped(status) && since !== null ? [{ from: since, until: null }] : []
}

/** Centres that were never suspended are not in it. */
export async function readSuspensionPeriods(
  table: Table,
): Promise<ReadonlyMap<string, readonly SuspensionPeriod[]>> {
  const items = await table.query(SUSPENSIONS)
  return new Map(items.map(({ sk, periods }) => [sk as string, periods as readonly SuspensionPeriod[]]))
}

/**
 * Its periods stand once more beside those of all other centres, under the condition of the suspension itself; with
 * every change, so that those of an older item come there too.
 */
export function suspensionWrites(before: Suspension, after: Suspension): readonly Write[] {
  const { centreId, periods } = after
  const suspension: Write = {
    put: { ...suspensionKey(centreId), ...after },
    expect: before.sequence === 0 ? absent : stillEquals('sequence', before.sequence),
  }
  if (periods.length === 0) return [suspension]
  return [suspension, { put: { ...suspensionPeriodsKey(centreId), periods }, expect: whatever }]
}

async function readAll(table: Table, keys: readonly Item[]): Promise<Incident[]> {
  const found = await Promise.all(keys.map((key) => readIncident(table, incidentOf(key as unknown as Key))))
  return found.filter((incident) => incident !== null)
}

function indexKey(incident: Incident) {
  if (incident.state === 'closed')
    return { gsi1pk: CLOSED_INCIDENTS, gsi1sk: new Date(incident.openedAt).toISOString() }
  if (incident.escalateAt === null) return { gsi1pk: duePartition('INCIDENT'), gsi1sk: NEVER }
  return dueKey('INCIDENT', incident.escalateAt)
}

function withoutKeys<T>(item: Item): T {
  const { pk, sk, gsi1pk, gsi1sk, ...rest } = item
  return rest as T
}
