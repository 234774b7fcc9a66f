import type { Head } from '../domain/head.ts'
import { policyOfMade } from '../domain/made-with.ts'
import type { Policy } from '../domain/policy.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { legVersions } from './district-days.ts'
import { groupBy, inParallel } from './in-parallel.ts'
import { isPastAsBefore } from './past-days.ts'
import { StaleWrite, type Store } from './store.ts'
import { storeResult } from './store-result.ts'
import { placeOf } from './tie-index.ts'
import type { Judgement, Verdict } from './verdicts.ts'

/** Centres whose results are stored at the same time; those of one centre share a chain, and come in turn. */
const PARALLEL = 8

/** Stores each with all that follows from it; answers the heads as they stand then, by place. */
export async function storeAll(
  verdicts: readonly Verdict[],
  { snapshot }: Pick<Judgement, 'snapshot'>,
  now: Instant,
  deps: Deps,
): Promise<ReadonlyMap<string, Head>> {
  const stored = new Map<string, Head>()
  if (verdicts.length > 0)
    await keepPolicy(policyOfMade(verdicts[0]!.next.policy), deps.district.policy, deps.store)
  await inParallel(
    groupBy(verdicts, ({ head }) => head.centreId),
    PARALLEL,
    async (ofCentre) => {
      for (const verdict of ofCentre)
        stored.set(placeOf(verdict.head), await storeResult(verdict, snapshot, now, deps))
    },
  )
  return stored
}

/** Throws StaleWrite, to begin again, where rows came in, or earlier days told something else, while results were stored. */
export async function assureUnchanged(
  { snapshot, window, past }: Judgement,
  stored: readonly Verdict[],
  { store }: Deps,
): Promise<void> {
  if (stored.length === 0) return
  const heads = await store.heads(window)
  const isAsBefore = await isPastAsBefore(past, { heads, dates: window }, store)
  if (!isAsBefore || legVersions(heads) !== legVersions(snapshot.read)) {
    throw new StaleWrite('Rows came in meanwhile, or an earlier day tells something else.')
  }
}

/** Nothing of these days is judged while a feed that touches them is being applied: whoever finishes it will. */
export async function feedInTheWay(window: readonly IsoDate[], { store }: Deps): Promise<boolean> {
  const feeds = await store.activeFeeds()
  return feeds.some((feed) => feed.dates.some((date) => date >= window[0]! && date <= window.at(-1)!))
}

const kept = new WeakMap<Store, Set<string>>()

/** Before the first result that names it: whoever makes a report again needs the policy that it was made under. */
async function keepPolicy(fingerprint: string, policy: Policy, store: Store): Promise<void> {
  const known = kept.get(store) ?? new Set()
  kept.set(store, known)
  if (known.has(fingerprint)) return
  await store.keepPolicy(fingerprint, policy)
  known.add(fingerprint)
}
