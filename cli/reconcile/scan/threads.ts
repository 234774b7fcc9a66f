import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { Scanned } from '../../../lib/formats/scan/pieces.ts'
import { Helper, startOwnWorker } from './helper.ts'
import { GIVEN_UP, HELPERS, type Job, type Shared, scanShare, sharedOf } from './share.ts'

/** More than disks and memory feed. */
const MOST_THREADS = 4

/** One for each core beside the one that this thread has. */
const helperCount = (): number => Math.min(availableParallelism(), MOST_THREADS) - 1

/**
 * The threads of a scan: this one, and further ones that begin to load when this is made, so that they are ready when
 * it is known what to scan. Where threads cannot be had this one does everything.
 */
export class ScanThreads {
  readonly #helpers: readonly Helper[]

  constructor(helpers: number = helperCount(), startWorker: () => Worker = startOwnWorker) {
    this.#helpers = startHelpers(helpers, startWorker)
  }

  /**
   * All threads take piece after piece. Answers what each found of each file, null for a file that is not for
   * scanning.
   */
  async scan(jobs: readonly Job[]): Promise<readonly (readonly Scanned[] | null)[]> {
    const shared = sharedOf(jobs)
    const asked = this.#helpers.map((helper) => helper.ask(shared))
    const own = scanShare(shared)
    // Who has not begun by now finds nothing left to do.
    const others = Atomics.load(shared.state, HELPERS) > 0 ? await Promise.allSettled(asked) : []
    const isLost = others.some(({ status }) => status === 'rejected')
    if (isLost) return this.#alone(jobs)
    return partsOf(shared, [own, ...others.flatMap(fulfilled)])
  }

  /** Nobody knows which pieces a lost thread had taken. */
  #alone(jobs: readonly Job[]): readonly (readonly Scanned[] | null)[] {
    const shared = sharedOf(jobs)
    return partsOf(shared, [scanShare(shared)])
  }

  end(): void {
    for (const helper of this.#helpers) helper.end()
  }
}

/** As many as can be had. */
function startHelpers(count: number, startWorker: () => Worker): readonly Helper[] {
  const helpers: Helper[] = []
  try {
    while (helpers.length < count) helpers.push(new Helper(startWorker()))
  } catch {
    // Out of threads or of memory for them: those that were started, and this one, do.
  }
  return helpers
}

function partsOf(
  { jobs, state }: Shared,
  shares: readonly (readonly Scanned[])[],
): readonly (readonly Scanned[] | null)[] {
  return jobs.map((_, file) => {
    return Atomics.load(state, GIVEN_UP + file) === 0 ? shares.map((share) => share[file]!) : null
  })
}

function fulfilled<T>(result: PromiseSettledResult<T>): readonly T[] {
  return result.status === 'fulfilled' ? [result.value] : []
}
