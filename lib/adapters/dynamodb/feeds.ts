import type { Feed } from '../../application/store.ts'
import { ACTIVE_FEEDS, activeFeedKey, appliedFeedKey, feedKey, feedSequenceKey } from './keys.ts'
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
