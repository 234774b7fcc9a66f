import type { Feed, QuarantineOfDay } from '../../application/store.ts'
import type { IsoDate } from '../../domain/rows.ts'
import {
  ACTIVE_FEEDS,
  activeFeedKey,
  appliedFeedKey,
  feedKey,
  feedSequenceKey,
  quarantineKey,
  quarantinePartition,
} from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write, whatever } from './table.ts'

export const nextFeedSequence = (table: Table): Promise<number> => table.increment(feedSequenceKey)

export async function readActiveFeeds(table: Table): Promise<readonly Feed[]> {
  return (await table.query(ACTIVE_FEEDS)).map(toFeed)
}

export async function readFeed(table: Table, sequence: number): Promise<Feed | null> {
  const item = await table.get(feedKey(sequence))
  return item && toFeed(item)
}

export async function readAppliedFeed(table: Table, sha256: string): Promise<Feed | null> {
  const pointer = await table.get(appliedFeedKey(sha256))
  return pointer && readFeed(table, pointer.sequence as number)
}

/** Written as often as one likes: the same file has one item a day. */
export async function putQuarantine(table: Table, quarantine: QuarantineOfDay): Promise<void> {
  const { date, leg, sha256 } = quarantine
  await table.write({ put: { ...quarantineKey(date, leg, sha256), ...quarantine }, expect: whatever })
}

export async function readQuarantines(table: Table, date: IsoDate): Promise<readonly QuarantineOfDay[]> {
  const items = await table.query(quarantinePartition(date))
  return items.map(({ pk, sk, ...quarantine }) => quarantine as unknown as QuarantineOfDay)
}

/** A feed stands in its own record, and among the active ones until it is applied. */
export function feedWrites(before: Feed | null, after: Feed): readonly Write[] {
  const record = {
    put: { ...feedKey(after.sequence), ...after },
    expect: before ? stillEquals('state', before.state) : absent,
  }
  const active = activeFeedKey(after.sequence)
  return after.state === 'applied'
    ? [
        record,
        { remove: active, expect: whatever },
        { put: { ...appliedFeedKey(after.sha256), sequence: after.sequence }, expect: whatever },
      ]
    : [record, { put: { ...active, ...after }, expect: whatever }]
}

function toFeed(item: Item): Feed {
  const { pk, sk, ...feed } = item
  return feed as unknown as Feed
}
