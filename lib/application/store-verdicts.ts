import type { Head } from '../domain/head.ts'
import { policyOfMade } from '../domain/made-with.ts'
import type { Policy } from '../domain/policy.ts'
import type { Instant } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { assureMark } from './district-days.ts'
import { groupBy, inParallel } from './in-parallel.ts'
import { isPastAsBefore } from './past-days.ts'
import { StaleWrite, type Store } from './store.ts'
import { storeResult } from './store-result.ts'
import { placeOf } from './tie-index.ts'
import { type Judgement, type StoredHead, settled, type Verdict } from './verdicts.ts'

/** Centres whose results are stored at the same time; those of one centre share a chain, and come in turn. */
const PARALLEL = 8

/** Stores each with all that follows from it; answers the heads as they stand then, by place. */
export async function storeAll(
  verdicts: readonly Verdict[],
  judgement: Omit<Judgement, 'verdicts'>,
  now: Instant,
  deps: Deps,
): Promise<ReadonlyMap<string, StoredHead>> {
  const stored = new Map<string, StoredHead>()
  if (verdicts.length > 0)
    await keepPolicy(policyOfMade(verdicts[0]!.next.policy), deps.district.policy, deps.store)
  await inParallel(
    groupBy(verdicts, ({ head }) => head.centreId),
    PARALLEL,
    async (ofCentre) => {
      for (const verdict of ofCentre)
        stored.set(placeOf(verdict.head), await storeResult(verdict, judgement, now, deps))
    },
  )
  return stored
}

/**
 * Ends what `storeAll` began with provisional results, once it is known that nothing changed meanwhile. Answers
 * the heads as they stand then.
 */
export async function settleAll(
  verdicts: readonly Verdict[],
  stored: ReadonlyMap<string, StoredHead>,
  { store }: Pick<Deps, 'store'>,
): Promise<readonly Head[]> {
  return inParallel(verdicts, PARALLEL, async (verdict) => {
    const standing = stored.get(placeOf(verdict.head))!
    const after = settled(verdict, standing)
    if (after) await store.commit({ heads: [{ before: standing.head, after }] })
    return after ?? standing.head
  })
}

/**
 * Throws StaleWrite, to begin again, where rows came in since they were read, or where earlier days tell something else
 * than they told what was `stored`.
 */
export async function assureUnchanged(
  { snapshot, past }: Omit<Judgement, 'verdicts'>,
  stored: readonly Verdict[],
  deps: Pick<Deps, 'store'>,
): Promise<void> {
  await assureMark(snapshot, deps)
  if (stored.length > 0 && !(await isPastAsBefore(past, deps.store)))
    throw new StaleWrite('An earlier day tells something else.')
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
