import { applyFeed } from '../domain/certificates.ts'
import type { CertificateRow, IsoDate } from '../domain/rows.ts'
import { headOf, storeVersion } from './accept-version.ts'
import type { Deps } from './deps.ts'
import { groupBy, inParallel } from './in-parallel.ts'
import { knownCertificates } from './known-content.ts'
import { retryStale } from './retry-stale.ts'
import { DISTRICT_CHAIN, type Feed, LegDamaged, LegTooLarge } from './store.ts'

/** The rows that a feed has for one centre-day. */
export interface FeedShare {
  readonly centreId: string
  readonly date: IsoDate
  readonly rows: readonly CertificateRow[]
}

/** Centres that are written at the same time; the days of one centre share a chain, and come in turn. */
const PARALLEL = 8

export function sharesOf(rows: readonly CertificateRow[]): readonly FeedShare[] {
  const shares = new Map<string, CertificateRow[]>()
  for (const row of rows) {
    const key = `${row.date} ${row.centreId}`
    const share = shares.get(key)
    if (share) share.push(row)
    else shares.set(key, [row])
  }
  return [...shares.values()].map((share) => ({
    centreId: share[0]!.centreId,
    date: share[0]!.date,
    rows: share,
  }))
}

/** Whether any row of the share, as the latest received, says something else than what is known. */
export async function bringsNews({ centreId, date, rows }: FeedShare, deps: Deps): Promise<boolean> {
  const head = await headOf(centreId, date, deps)
  const known = await knownCertificates(head, deps)
  const latest = rows.map((row) => ({ ...row, received: Number.MAX_SAFE_INTEGER }))
  return applyFeed(known, latest) !== known
}

/**
 * Applies a staged feed, or goes on with one that stopped: every centre-day takes its rows by its own conditioned
 * transaction, and one whose rows do not change writes nothing, so that doing it again does no harm.
 */
export async function applyStagedFeed(
  feed: Feed,
  shares: readonly FeedShare[],
  deps: Deps,
): Promise<readonly RefusedShare[]> {
  await retryStale(() => begin(feed, deps))
  const refused: RefusedShare[] = []
  await inParallel(
    groupBy(shares, ({ centreId }) => centreId),
    PARALLEL,
    async (ofCentre) => {
      for (const share of ofCentre) {
        const reason = await tryShare(feed, share, deps)
        if (reason) refused.push({ centreId: share.centreId, date: share.date, reason })
      }
    },
  )
  await retryStale(() => finish(feed, refused.length, deps))
  return refused
}

/** A centre-day that could not take its rows; the raw file keeps them. */
export interface RefusedShare {
  readonly centreId: string
  readonly date: IsoDate
  readonly reason: 'too-many-rows' | 'damaged'
}

/** What can never be applied is refused for that centre-day alone: it must not hold up the feed, or all other days. */
async function tryShare(feed: Feed, share: FeedShare, deps: Deps): Promise<RefusedShare['reason'] | null> {
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

function applyShare(feed: Feed, { centreId, date, rows }: FeedShare, deps: Deps): Promise<void> {
  return retryStale(async () => {
    const head = await headOf(centreId, date, deps)
    const known = await knownCertificates(head, deps)
    const stamped = rows.map((row) => ({ ...row, received: feed.sequence }))
    const merged = applyFeed(known, stamped)
    if (merged === known) return
    const content = { leg: 'certificates' as const, rows: merged }
    const { sha256, by } = feed
    await storeVersion(head, { centreId, date, content, rows: merged.length, sha256, by, final: false }, deps)
  })
}

async function finish(feed: Feed, refusedShares: number, { store, clock }: Deps): Promise<void> {
  const standing = await store.feed(feed.sequence)
  if (!standing || standing.state === 'applied') return
  const { sequence, leg, sha256, rows, quarantined, dates, by } = feed
  const data = { sequence, leg, sha256, rows, quarantined, dates: dates.length, refusedShares }
  await store.commit({
    feed: { before: standing, after: { ...standing, state: 'applied' } },
    facts: [{ chain: DISTRICT_CHAIN, fact: { kind: 'feed-applied', at: clock.now(), by, data } }],
  })
}
