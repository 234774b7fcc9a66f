import { type Graph, type Pairing, transpose } from './graph.ts'

/**
 * Where a vertex stands in every largest matching (Dulmage and Mendelsohn, "Coverings of bipartite graphs", 1958):
 * no largest matching pairs vertices of different parts.
 */
export const SPARE_ROWS = 0 // all its columns are always taken, rows may be left free
export const SPARE_COLUMNS = 1 // all its rows are always taken, columns may be left free
export const EVEN = 2 // all of both are always taken

export interface Parts {
  readonly ofRow: Uint8Array
  readonly ofColumn: Uint8Array
}

/** Tells the parts from any one largest matching. */
export function partsOf(graph: Graph, { columnOf, rowOf }: Pairing): Parts {
  const ofRow = new Uint8Array(graph.rows).fill(EVEN)
  const ofColumn = new Uint8Array(graph.columns).fill(EVEN)
  spread(graph, columnOf, rowOf, ofRow, ofColumn, SPARE_ROWS)
  spread(transpose(graph), rowOf, columnOf, ofColumn, ofRow, SPARE_COLUMNS)
  return { ofRow, ofColumn }
}

/** Marks all that alternating paths from free vertices of the near side reach. */
function spread(
  graph: Graph,
  farOf: Int32Array,
  nearOf: Int32Array,
  near: Uint8Array,
  far: Uint8Array,
  part: number,
): void {
  const queue: number[] = []
  farOf.forEach((mate, vertex) => {
    if (mate === -1) queue.push(vertex)
  })
  for (const vertex of queue) near[vertex] = part
  for (let head = 0; head < queue.length; head++) {
    const vertex = queue[head]!
    for (let edge = graph.edgesFrom[vertex]!; edge < graph.edgesFrom[vertex + 1]!; edge++) {
      const other = graph.columnAt[edge]!
      if (far[other] === part) continue
      far[other] = part
      const mate = nearOf[other]!
      if (near[mate] === part) continue
      near[mate] = part
      queue.push(mate)
    }
  }
}
