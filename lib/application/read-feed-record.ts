import { bytesOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { quarantineKeyOf } from './keep-quarantine.ts'
import { LISTED } from './receipt.ts'
import type { Feed } from './store.ts'

/** A bad row as it is kept: its number, the column and the code, and nothing of what it says. */
export interface ListedRow {
  readonly row: number
  readonly column: string | null
  readonly reason: string
}

export interface FeedRecord {
  readonly feed: Feed
  /** The first thousand. */
  readonly quarantined: readonly ListedRow[]
}

/** What is known of a feed that was handed in; null where there is none of that number. */
export async function readFeedRecord(sequence: number, deps: Deps): Promise<FeedRecord | null> {
  const feed = await deps.store.feed(sequence)
  if (!feed) return null
  // The list is kept when the feed has been applied; until then only the numbers are known.
  if (feed.quarantined === 0 || feed.state !== 'applied') return { feed, quarantined: [] }
  // Past its retention the list is gone, and the numbers are what is left.
  const list = await deps.rawFiles.open(quarantineKeyOf(feed)).then(bytesOf, () => null)
  if (!list) return { feed, quarantined: [] }
  const lines = new TextDecoder().decode(list).split('\n', LISTED + 1)
  return { feed, quarantined: lines.slice(1).filter(Boolean).map(toRow) }
}

function toRow(line: string): ListedRow {
  const [row, column, reason] = line.split(',')
  return { row: Number(row), column: column || null, reason: reason! }
}
