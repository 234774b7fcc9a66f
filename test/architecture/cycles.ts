import type { Module } from './modules.ts'

/**
 * The shortest way from a module back to itself, the first in the alphabet first, or null. Types are exempt: they
 * are gone when the program runs, so that nothing can be used before it is there.
 */
export function shortestCycle(modules: readonly Module[]): readonly string[] | null {
  const graph = new Map(modules.map(({ path, imports }) => [path, valuesOf(imports)]))
  let shortest: readonly string[] | null = null
  for (const path of [...graph.keys()].sort()) {
    const cycle = wayBack(path, graph)
    if (cycle && (!shortest || cycle.length < shortest.length)) shortest = cycle
  }
  return shortest
}

function valuesOf(imports: Module['imports']): readonly string[] {
  return imports.flatMap(({ target, typeOnly }) => (target === null || typeOnly ? [] : [target]))
}

/** Breadth first: `[start, ..., start]`. */
function wayBack(start: string, graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const cameFrom = new Map<string, string>()
  const waiting = [start]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    for (const target of graph.get(path) ?? []) {
      if (target === start) return [...trail(path, start, cameFrom), start]
      if (cameFrom.has(target)) continue
      cameFrom.set(target, path)
      waiting.push(target)
    }
  }
  return null
}

function trail(end: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const path = [end]
  while (path[0] !== start) path.unshift(cameFrom.get(path[0]!)!)
  return path
}
