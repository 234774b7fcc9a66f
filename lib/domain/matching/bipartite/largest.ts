import type { Graph, Pairing } from './graph.ts'

/**
 * A largest matching, whichever: Hopcroft and Karp, "An n^5/2 algorithm for maximum matchings in bipartite graphs",
 * 1973. Time is edges times the root of rows at worst.
 */
export function largest(graph: Graph): Pairing {
  const pairing = {
    columnOf: new Int32Array(graph.rows).fill(-1),
    rowOf: new Int32Array(graph.columns).fill(-1),
  }
  let depth = layers(graph, pairing)
  while (depth) {
    const nextEdge = graph.edgesFrom.slice(0, graph.rows)
    for (let row = 0; row < graph.rows; row++) {
      if (pairing.columnOf[row] === -1) augment(graph, pairing, depth, nextEdge, row)
    }
    depth = layers(graph, pairing)
  }
  return pairing
}

/** Steps from a free row to each row; null once no free column can be reached any more. */
function layers(graph: Graph, { columnOf, rowOf }: Pairing): Int32Array | null {
  const depth = new Int32Array(graph.rows).fill(-1)
  const queue: number[] = []
  let open = false
  for (let row = 0; row < graph.rows; row++) {
    if (columnOf[row] !== -1) continue
    depth[row] = 0
    queue.push(row)
  }
  for (let head = 0; head < queue.length; head++) {
    const row = queue[head]!
    for (let edge = graph.edgesFrom[row]!; edge < graph.edgesFrom[row + 1]!; edge++) {
      const holder = rowOf[graph.columnAt[edge]!]!
      if (holder === -1) open = true
      else if (depth[holder] === -1) {
        depth[holder] = depth[row]! + 1
        queue.push(holder)
      }
    }
  }
  return open ? depth : null
}

/** Looks for a free column from `root` layer by layer; on success each row on the way moves to the next column. */
function augment(
  graph: Graph,
  { columnOf, rowOf }: Pairing,
  depth: Int32Array,
  nextEdge: Int32Array,
  root: number,
): void {
  const way = [root]
  while (way.length > 0) {
    const row = way[way.length - 1]!
    if (nextEdge[row] === graph.edgesFrom[row + 1]) {
      way.pop()
      continue
    }
    const holder = rowOf[graph.columnAt[nextEdge[row]!++]!]!
    if (holder !== -1) {
      if (depth[holder] === depth[row]! + 1) way.push(holder)
      continue
    }
    for (const mover of way) {
      const column = graph.columnAt[nextEdge[mover]! - 1]!
      columnOf[mover] = column
      rowOf[column] = mover
    }
    return
  }
}
