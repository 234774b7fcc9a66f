import type { FeedHealth } from '../domain/health.ts'
import type { Instant } from '../domain/rows.ts'

/** How far the feed was fetched, who is fetching it, and how that goes. One for a district. */
export interface PullState {
  readonly rev: number
  /** Whose cursor it is: a feed of another address begins anew. */
  readonly feed: string
  /** Where the next page is: path and query at the feed's own origin. */
  readonly cursor: string
  /** The page taken last, and where it was asked for: the same again changes nothing. */
  readonly latest: { readonly cursor: string; readonly sha256: string; readonly rows: number } | null
  /** The page refused last: the same bytes are not tried again at once. */
  readonly refused: {
    readonly sha256: string
    readonly at: Instant
    readonly code: string
    readonly count: number
  } | null
  /** The server asked not to be asked before. */
  readonly notBefore: Instant | null
  /** One run at a time; one that died is taken over when its lease is over. */
  readonly lease: { readonly owner: string; readonly until: Instant } | null
  readonly health: FeedHealth
}
