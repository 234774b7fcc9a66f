import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Change, Store } from '../../application/store.ts'
import type { Head } from '../../domain/head.ts'
import type { LedgerFact } from '../../domain/ledger.ts'
import type { Official } from '../../domain/outbox.ts'
import type { Centre } from '../../domain/rows.ts'
import {
  feedWrites,
  nextFeedSequence,
  putQuarantine,
  readActiveFeeds,
  readAppliedFeed,
  readFeed,
  readQuarantines,
} from './feeds.ts'
import { headWrite, type KnownHeads, readDueDates, readHead, readHeads, readHeadsOf } from './heads.ts'
import { cachedInForce, markWrite, readMark } from './in-force.ts'
import {
  incidentWrite,
  readDueIncidents,
  readIncident,
  readIncidents,
  readSuspension,
  readSuspensionPeriods,
  suspensionWrites,
} from './incidents.ts'
import { activeFeedKey, CENTRES, centreKey, OFFICIALS, officialKey, playedKey } from './keys.ts'
import { ledgerWrites, readLedger } from './ledger.ts'
import { cachedLegs, legWrites, readLeg } from './legs.ts'
import { keepPolicy, putContexts, readContexts, readPolicy } from './made-with.ts'
import { messageWrite, outboxOf } from './messages.ts'
import { pullWrite, readPull } from './pull.ts'
import { type Item, openTable, type Table, type Write, whatever } from './table.ts'
import { readDueUploads, readUpload, readUploadPlaces, uploadWrites } from './uploads.ts'

export interface StoreOptions {
  readonly client: DynamoDBClient
  readonly tableName: string
  /** How long normalised rows are kept, in days. */
  readonly rowsDays: number
}

/** The state of a district in its one DynamoDB table. */
export function createStore({ client, tableName, rowsDays }: StoreOptions): Store {
  const table = openTable(client, tableName)
  const cached = cachedLegs(readLeg)
  const knownHeads: KnownHeads = new Map()
  const inForce = cachedInForce(table)
  const heard = (heads: readonly Head[]): readonly Head[] => {
    inForce.hear(heads)
    return heads
  }
  return {
    head: (centreId, date) => readHead(table, centreId, date),
    heads: async (dates) => heard(await readHeads(table, dates, knownHeads)),
    headsOf: async (places) => heard(await readHeadsOf(table, places, knownHeads)),
    inForce: inForce.read,
    mark: (from, to) => readMark(table, from, to),
    leg: (centreId, date, leg, version) => cached(table, centreId, date, leg, version),
    commit: (change) => commit(table, change, rowsDays),
    dueDates: (now) => readDueDates(table, now),
    incident: (incidentId) => readIncident(table, incidentId),
    incidents: (state) => readIncidents(table, state),
    dueIncidents: (now) => readDueIncidents(table, now),
    suspension: (centreId) => readSuspension(table, centreId),
    suspensionPeriods: () => readSuspensionPeriods(table),
    policy: (sha256) => readPolicy(table, sha256),
    keepPolicy: (sha256, policy) => keepPolicy(table, sha256, policy),
    contexts: (date) => readContexts(table, date),
    putContexts: (date, contexts) => putContexts(table, date, contexts),
    nextFeedSequence: () => nextFeedSequence(table),
    quarantines: (date) => readQuarantines(table, date),
    putQuarantine: (quarantine) => putQuarantine(table, quarantine),
    activeFeeds: () => readActiveFeeds(table),
    feed: (sequence) => readFeed(table, sequence),
    appliedFeed: (sha256) => readAppliedFeed(table, sha256),
    upload: (uploadId) => readUpload(table, uploadId),
    uploadPlaces: (by) => readUploadPlaces(table, by),
    dueUploads: (now) => readDueUploads(table, now),
    pull: () => readPull(table),
    ledger: (chain) => readLedger(table, chain),
    outbox: outboxOf(table),
    ...register(table),
    playedSteps: async () => Number((await table.get(playedKey))?.steps ?? 0),
    markPlayed: (steps) => table.write({ put: { ...playedKey, steps }, expect: whatever }),
  }
}

/** The district's register of centres and officials: small, read whole. */
function register(table: Table) {
  const toCentre = ({ pk, sk, ...centre }: Item): Centre => centre as unknown as Centre
  const toOfficial = ({ pk, sk, ...official }: Item): Official => official as unknown as Official
  return {
    centre: async (centreId: string) => {
      const item = await table.get(centreKey(centreId))
      return item && toCentre(item)
    },
    centres: async () => (await table.query(CENTRES)).map(toCentre),
    putCentre: (centre: Centre) => table.write(centreWrite(centre)),
    official: async (officialId: string) => {
      const item = await table.get(officialKey(officialId))
      return item && toOfficial(item)
    },
    officials: async () => (await table.query(OFFICIALS)).map(toOfficial),
    putOfficial: (official: Official) =>
      table.write({ put: { ...officialKey(official.officialId), ...official }, expect: whatever }),
  }
}

const centreWrite = (centre: Centre): Write => ({
  put: { ...centreKey(centre.centreId), ...centre },
  expect: whatever,
})

/**
 * Everything of a change in one transaction: state, ledger and outbox together or not at all. One write alone needs
 * none, and costs half.
 */
async function commit(table: Table, change: Change, rowsDays: number): Promise<void> {
  const writes: Write[] = (change.legs ?? []).flatMap((leg) => legWrites(leg, rowsDays))
  for (const { before, after } of change.heads ?? []) writes.push(headWrite(before, after))
  writes.push(...(change.marks ?? []).map(({ date, centreId }) => markWrite(date, centreId)))
  if (change.whileApplied) writes.push({ exists: activeFeedKey(change.whileApplied.sequence) })
  if (change.incident) writes.push(incidentWrite(change.incident.before, change.incident.after))
  if (change.suspension) writes.push(...suspensionWrites(change.suspension.before, change.suspension.after))
  if (change.feed) writes.push(...feedWrites(change.feed.before, change.feed.after))
  if (change.upload) writes.push(...uploadWrites(change.upload))
  writes.push(...(change.centres ?? []).map(centreWrite))
  if (change.pull) writes.push(pullWrite(change.pull.before, change.pull.after))
  for (const message of change.messages?.list ?? [])
    writes.push(messageWrite(message, change.messages!.dueAt))
  for (const [chain, facts] of byChain(change.facts ?? []))
    writes.push(...(await ledgerWrites(table, chain, facts)))
  const [only] = writes
  await (only && writes.length === 1 ? table.write(only) : table.transact(writes))
}

function byChain(facts: NonNullable<Change['facts']>): Map<string, LedgerFact[]> {
  const chains = new Map<string, LedgerFact[]>()
  for (const { chain, fact } of facts) chains.set(chain, [...(chains.get(chain) ?? []), fact])
  return chains
}
