import type { Deps } from './deps.ts'
import { inParallel } from './in-parallel.ts'

const PARALLEL = 32

/**
 * A suspension from before periods were kept is put among those that judging reads, so that certificates which were
 * issued since are found. Where it changes at that moment nothing is written, and the change itself puts it there.
 */
export async function keepSuspensionPeriods({ store }: Pick<Deps, 'store'>): Promise<void> {
  const [centres, known] = await Promise.all([store.centres(), store.suspensionPeriods()])
  const others = centres.filter(({ centreId }) => !known.has(centreId))
  await inParallel(others, PARALLEL, async ({ centreId }) => {
    const standing = await store.suspension(centreId)
    if (standing.periods.length > 0) await store.commit({ suspension: { before: standing, after: standing } })
  })
}
