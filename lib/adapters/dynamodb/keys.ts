import type { Instant, IsoDate, Leg } from '../../domain/rows.ts'

/** Every key of the table is built here and nowhere else. */

export interface Key {
  readonly pk: string
  readonly sk: string
}
export interface IndexKey {
  readonly gsi1pk: string
  readonly gsi1sk: string
}

const padded = (n: number): string => String(n).padStart(10, '0')
const stamp = (instant: Instant): string => new Date(instant).toISOString()

/**
 * All heads of a date share a partition: the board and the sweep are one strongly consistent query. Within it they lie
 * in shards, so that what came in since can be read without all others.
 */
export const headKey = (centreId: string, date: IsoDate): Key => ({
  pk: dayPartition(date),
  sk: `${headPrefix(shardOf(centreId))}${centreId}`,
})
export const HEADS = 'CENTRE#'
export const headPrefix = (shard: string): string => `${HEADS}${shard}#`
export const centreOfKey = (sk: string): string => sk.slice(headPrefix('0').length)
export const dateOfPartition = (partition: string): IsoDate => partition.slice('DAY#'.length)
export const dayPartition = (date: IsoDate): string => `DAY#${date}`

/** Centres of a day that are read together: a district has some hundred. */
export const SHARDS: readonly string[] = [...'0123456789abcdef']

/** By FNV-1a. It is part of the key of every head: another function, and no head is found. */
export function shardOf(centreId: string): string {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(centreId)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return SHARDS[(hash ^ (hash >>> 16)) & 15]!
}

/** Counters of how often rows came in: one a shard of a day, and one a day. */
export const MARKS = 'MARKS'
export const markKey = (date: IsoDate, shard: string): Key => ({ pk: MARKS, sk: `${date}#${shard}` })
/** In place of a shard: the whole day. */
export const WHOLE_DAY = '*'
/** Sorts after every shard. */
export const LAST_SHARD = '~'
export const placeOfMark = (sk: string): { readonly date: IsoDate; readonly shard: string } => {
  const [date, shard] = sk.split('#') as [IsoDate, string]
  return { date, shard }
}

export const legPartition = (centreId: string, date: IsoDate, leg: Leg): string =>
  `LEG#${centreId}#${date}#${leg}`
export const chunkPrefix = (version: number): string => `V#${padded(version)}#`
export const chunkKey = (centreId: string, date: IsoDate, leg: Leg, version: number, chunk: number): Key => ({
  pk: legPartition(centreId, date, leg),
  sk: `${chunkPrefix(version)}${String(chunk).padStart(3, '0')}`,
})

/** A chain of the ledger: one a centre, and the district's own for what has no centre. */
export const ledgerPartition = (chain: string): string => `LEDGER#${chain}`
export const ledgerKey = (chain: string, sequence: number): Key => ({
  pk: ledgerPartition(chain),
  sk: padded(sequence),
})

export const feedSequenceKey: Key = { pk: 'FEEDS', sk: 'SEQUENCE' }
export const feedKey = (sequence: number): Key => ({ pk: 'FEED', sk: padded(sequence) })
export const appliedFeedKey = (sha256: string): Key => ({ pk: `FEED#${sha256}`, sk: 'APPLIED' })
/** Feeds that are not applied yet: nearly always empty, so that asking is cheap. */
export const ACTIVE_FEEDS = 'FEEDS#ACTIVE'
export const activeFeedKey = (sequence: number): Key => ({ pk: ACTIVE_FEEDS, sk: padded(sequence) })

/** A partition of its own: whoever reads the heads of a day need not pass over these. */
export const quarantinePartition = (date: IsoDate): string => `QUARANTINE#${date}`
export const quarantineKey = (date: IsoDate, leg: string, sha256: string): Key => ({
  pk: quarantinePartition(date),
  sk: `${leg}#${sha256}`,
})

export const uploadKey = (uploadId: string): Key => ({ pk: `UPLOAD#${uploadId}`, sk: 'STATE' })
export const uploadIdOf = (key: Key): string => key.pk.slice('UPLOAD#'.length)
/** One item a place: who asks how many uploads of a caller wait reads this small partition. */
export const uploadPlaces = (by: string): string => `UPLOADS#${by}`
export const uploadPlaceKey = (by: string, place: number): Key => ({
  pk: uploadPlaces(by),
  sk: padded(place),
})

export const incidentKey = (incidentId: string): Key => ({ pk: `INCIDENT#${incidentId}`, sk: 'STATE' })
export const incidentOf = (key: Key): string => key.pk.slice('INCIDENT#'.length)
/** Closed incidents leave the due partition for one of their own. */
export const CLOSED_INCIDENTS = 'CLOSED#INCIDENT'

export const CENTRES = 'CENTRES'
export const centreKey = (centreId: string): Key => ({ pk: CENTRES, sk: centreId })
export const suspensionKey = (centreId: string): Key => ({ pk: `CENTRE#${centreId}`, sk: 'SUSPENSION' })

/** When each centre was suspended: few ever were, so that asking is cheap. */
export const SUSPENSIONS = 'SUSPENSIONS'
export const suspensionPeriodsKey = (centreId: string): Key => ({ pk: SUSPENSIONS, sk: centreId })

/** A policy that results were made under. */
export const policyKey = (sha256: string): Key => ({ pk: `POLICY#${sha256}`, sk: 'POLICY' })
/** How usual the centre-days of a date are. */
export const contextKey = (date: IsoDate): Key => ({ pk: `CONTEXT#${date}`, sk: 'CONTEXT' })

export const OFFICIALS = 'OFFICIALS'
export const officialKey = (officialId: string): Key => ({ pk: OFFICIALS, sk: officialId })

export const messageKey = (id: string): Key => ({ pk: `OUTBOX#${id}`, sk: 'MESSAGE' })
export const messageOf = (key: Key): string => key.pk.slice('OUTBOX#'.length)

/** How far the fetched feed is, and how it goes. */
export const pullKey: Key = { pk: 'PULL', sk: 'STATE' }

export const playedKey: Key = { pk: 'META', sk: 'PLAYED' }

/** The sparse index: what must be looked at again, by when. An item without these attributes is not in it. */
export type Due = 'HEAD' | 'MESSAGE' | 'INCIDENT' | 'UPLOAD'
export const duePartition = (due: Due): string => `DUE#${due}`
export const dueKey = (due: Due, at: Instant): IndexKey => ({ gsi1pk: duePartition(due), gsi1sk: stamp(at) })
/** Everything due at `now` sorts at or below this. */
export const dueUntil = (now: Instant): string => stamp(now)
/** Sorts after every instant: in the index, never due. */
export const NEVER = '~'
