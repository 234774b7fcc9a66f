import type { Change, Store } from '../../lib/application/store.ts'

/** The process dies here: nothing after it happens, and no code gets to tidy up. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

export interface CrashPoint {
  /** Which commit, 1 first. */
  readonly commit: number
  /** Whether the write had reached the table. */
  readonly written: boolean
}

/** The same table, reached by a process that dies at one of its commits, and does nothing ever after. */
export function crashingStore(store: Store, point: CrashPoint): Store & { readonly commits: () => number } {
  let commits = 0
  let dead = false
  const alive = (): void => {
    if (dead) throw new Crash('the process is dead')
  }
  const commit = async (change: Change): Promise<void> => {
    alive()
    commits++
    if (commits !== point.commit) return store.commit(change)
    if (point.written) await store.commit(change)
    dead = true
    throw new Crash(`at commit ${commits}`)
  }
  const guarded = Object.fromEntries(
    Object.entries(store).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...args: unknown[]) => {
            alive()
            return (value as (...given: unknown[]) => unknown)(...args)
          }
        : value,
    ]),
  ) as unknown as Store
  return { ...guarded, commit, commits: () => commits }
}
