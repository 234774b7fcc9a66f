import type { Incident, IncidentState } from '../../domain/incident.ts'
import type { Instant } from '../../domain/rows.ts'
import { neverSuspended, type Suspension } from '../../domain/suspension.ts'
import {
  CLOSED_INCIDENTS,
  dueKey,
  duePartition,
  dueUntil,
  incidentKey,
  incidentOf,
  type Key,
  NEVER,
  suspensionKey,
} from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write } from './table.ts'

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
  return item ? withoutKeys<Suspension>(item) : neverSuspended(centreId)
}

export function suspensionWrite(before: Suspension, after: Suspension): Write {
  return {
    put: { ...suspensionKey(after.centreId), ...after },
    expect: before.sequence === 0 ? absent : stillEquals('sequence', before.sequence),
  }
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
