import type { Store } from '../../lib/application/store.ts'

/**
 * The same table, reached by a process that is held up before one of its calls, 1 first, while something else happens
 * from beginning to end.
 */
export function interruptedStore(
  store: Store,
  call: number,
  meanwhile: () => Promise<unknown>,
): Store & { readonly calls: () => number } {
  let calls = 0
  const held = Object.entries(store).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? async (...args: unknown[]) => {
          if (++calls === call) await meanwhile()
          return (value as (...given: unknown[]) => unknown)(...args)
        }
      : value,
  ])
  return { ...(Object.fromEntries(held) as Store), calls: () => calls }
}
