import { headOf, storeVersion } from './accept-version.ts'
import type { Deps } from './deps.ts'
import type { FeedFile, Share } from './feed-file.ts'
import { groupBy, inParallel } from './in-parallel.ts'
import { keepQuarantine } from './keep-quarantine.ts'
import { rowsOf } from './merge-content.ts'
import { mergeKnown } from './merge-known.ts'
import { messagesOfQuarantine } from './quarantine-alert.ts'
import { retryStale } from './retry-stale.ts'
import type { Placed } from './spool.ts'
import { DISTRICT_CHAIN, type Feed, LegDamaged, LegTooLarge } from './store.ts'

/** Centres that are written at the same time; the days of one centre share a chain, and come in turn. */
const PARALLEL = 8
/** How long whoever applies a feed is believed to be alive after it last said so. */
export const LEASE_MS = 60_000

/** Days that are marked in one transaction. */
const MOST_MARKS = 100

/** A centre-day that could not take its rows; the raw file keeps them. */
export interface RefusedShare extends Placed {
  readonly reason: 'too-many-rows' | 'damaged'
}

/** `finished` false: time was up, and the sweep goes on with it. */
export interface AppliedFeed {
  readonly refused: readonly RefusedShare[]
  readonly finished: boolean
}

/** Whether the share, as the latest received, says something else than what is known. */
export async function bringsNews(share: Share, replace: boolean, deps: Deps): Promise<boolean> {
  const { centreId, date, content } = share
  const head = await headOf(centreId, date, deps)
  const asLatest = { received: Number.MAX_SAFE_INTEGER, at: deps.clock.now() }
  const merging = { ...asLatest, replace, policy: deps.district.policy }
  const { known, merged } = await mergeKnown(head, content, merging, deps)
  return merged !== null && JSON.stringify(merged) !== JSON.stringify(known)
}

/**
 * Applies a staged feed, or goes on with one that stopped: every centre-day takes its rows by its own conditioned
 * transaction, and one whose rows do not change writes nothing, so that doing it again does no harm. `until`, on the
 * clock of `performance`, is when whoever waits must be answered.
 */
export async function applyStagedFeed(
  feed: Feed,
  file: FeedFile,
  deps: Deps,
  until = Number.POSITIVE_INFINITY,
): Promise<AppliedFeed> {
  await retryStale(() => begin(feed, deps))
  const refused: RefusedShare[] = []
  let isLate = false
  const lease = new Lease(feed, deps)
  for await (const shares of file.shares()) {
    await inParallel(
      groupBy(shares, ({ centreId }) => centreId),
      PARALLEL,
      async (ofCentre) => {
        for (const share of ofCentre) {
          isLate ||= performance.now() > until
          if (isLate) return
          const reason = await tryShare(feed, share, deps)
          if (reason) refused.push({ centreId: share.centreId, date: share.date, reason })
          await lease.renew()
        }
      },
    )
  }
  if (isLate) await retryStale(() => leave(feed, deps))
  else {
    await keepQuarantine(feed, file.quarantine, deps)
    await retryStale(() => finish(feed, file, refused.length, deps))
  }
  return { refused, finished: !isLate }
}

/** Leaves a feed to the sweep: nobody is applying it any more. */
export async function leave({ sequence }: Feed, { store }: Deps): Promise<void> {
  const standing = await store.feed(sequence)
  if (!standing || standing.state === 'applied') return
  await store.commit({ feed: { before: standing, after: { ...standing, leaseUntil: 0 } } })
}

/** Where the later of two files counts. Certificates that only add up may come in any order. */
export function isOrdered({ leg, replace }: Pick<Feed, 'leg' | 'replace'>): boolean {
  return replace || leg !== 'certificates'
}

/** What can never be applied is refused for that centre-day alone: it must not hold up the feed, or all other days. */
async function tryShare(feed: Feed, share: Share, deps: Deps): Promise<RefusedShare['reason'] | null> {
  try {
    await applyShare(feed, share, deps)
    return null
  } catch (error) {
    if (!(error instanceof LegTooLarge || error instanceof LegDamaged)) throw error
    const { centreId, date } = share
    deps.logger.error('feed-share-refused', { feed: feed.sequence, centreId, date, error: error.name })
    return error instanceof LegTooLarge ? 'too-many-rows' : 'damaged'
  }
}

/** The same feed may be begun, and even finished, by another at the same moment: that changes nothing for us. */
async function begin({ sequence }: Feed, { store }: Deps): Promise<void> {
  const standing = await store.feed(sequence)
  if (standing?.state !== 'staged') return
  await store.commit({ feed: { before: standing, after: { ...standing, state: 'applying' } } })
}

/** Says from time to time that whoever applies a long feed is alive, so that nobody else takes it over. */
class Lease {
  readonly #feed: Feed
  readonly #deps: Deps
  #renewedAt: number

  constructor(feed: Feed, deps: Deps) {
    this.#feed = feed
    this.#deps = deps
    this.#renewedAt = deps.clock.now()
  }

  async renew(): Promise<void> {
    const { store, clock } = this.#deps
    const now = clock.now()
    if (now - this.#renewedAt < LEASE_MS / 3) return
    this.#renewedAt = now
    await retryStale(async () => {
      const standing = await store.feed(this.#feed.sequence)
      if (standing?.state !== 'applying') return
      await store.commit({ feed: { before: standing, after: { ...standing, leaseUntil: now + LEASE_MS } } })
    })
  }
}

function applyShare(feed: Feed, { centreId, date, content }: Share, deps: Deps): Promise<void> {
  return retryStale(async () => {
    const head = await headOf(centreId, date, deps)
    const inForce = head.legs[content.leg]
    const isSheet = content.leg === 'tokens' || content.leg === 'stock'
    if (isOrdered(feed) && (await deps.store.feed(feed.sequence))?.state === 'applied') return
    // A feed that was resumed late must not take back a sheet that came after it.
    if (isSheet && inForce && inForce.uploadedAt > feed.receivedAt) return
    const { sequence: received, replace, receivedAt: at } = feed
    const merging = { received, replace, at, policy: deps.district.policy }
    const { known, merged } = await mergeKnown(head, content, merging, deps)
    if (merged === null || (isSheet && JSON.stringify(merged) === JSON.stringify(known))) return
    const { sha256, by, receivedAt } = feed
    const version = { sha256, by, rows: rowsOf(merged), final: false, receivedAt, isShare: true }
    const alongside = isOrdered(feed) ? { whileApplied: feed } : {}
    await storeVersion(head, { centreId, date, content: merged, ...version, alongside }, deps)
  })
}

async function finish(feed: Feed, file: FeedFile, refusedShares: number, deps: Deps): Promise<void> {
  const { store, clock } = deps
  const standing = await store.feed(feed.sequence)
  await markDates(feed, deps)
  if (!standing || standing.state === 'applied') return
  const { sequence, leg, sha256, rows, quarantined, dates, by, replace } = feed
  const data = { sequence, leg, sha256, rows, quarantined, dates: dates.length, refusedShares, replace }
  const now = clock.now()
  // The same file, applied by another at the same moment, has told of its rows.
  const wasTold = (await store.appliedFeed(sha256)) !== null
  const told = wasTold ? [] : await messagesOfQuarantine(feed, file.quarantine, deps)
  await store.commit({
    feed: { before: standing, after: { ...standing, state: 'applied' } },
    facts: [{ chain: DISTRICT_CHAIN, fact: { kind: 'feed-applied', at: now, by, data } }],
    messages: { dueAt: now, list: told },
  })
}

/** All shares are written, of whoever applied them: nobody judges before they can be read. */
async function markDates({ dates }: Feed, { store }: Deps): Promise<void> {
  for (let from = 0; from < dates.length; from += MOST_MARKS)
    await store.commit({ marks: dates.slice(from, from + MOST_MARKS).map((date) => ({ date })) })
}
