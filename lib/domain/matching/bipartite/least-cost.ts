import { filterEdges, type Graph, type Pairing } from './graph.ts'
import { Heap } from './heap.ts'
import { largest } from './largest.ts'

/** A least-cost matching with the prices that prove it: cost >= rowPrice + columnPrice, equal where paired. */
export interface Priced extends Pairing {
  readonly rowPrice: Float64Array
  /** 0 for a free column, never above. */
  readonly columnPrice: Float64Array
}

/**
 * The least-cost matching that covers every row which has an edge; there must be one. Shortest augmenting paths with
 * prices (Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems", 1987), begun from a largest matching of each row's cheapest edges.
 */
export function leastCost(graph: Graph): Priced {
  const rowPrice = cheapest(graph)
  const columnPrice = new Float64Array(graph.columns)
  const first = largest(filterEdges(graph, (row, _column, cost) => cost === rowPrice[row]))
  const priced = { ...first, rowPrice, columnPrice }
  const search = {
    distance: new Float64Array(graph.columns).fill(Number.POSITIVE_INFINITY),
    from: new Int32Array(graph.columns),
    settled: new Uint8Array(graph.columns),
  }
  for (let row = 0; row < graph.rows; row++) {
    const hasEdges = graph.edgesFrom[row] !== graph.edgesFrom[row + 1]
    if (hasEdges && priced.columnOf[row] === -1) cover(graph, priced, search, row)
  }
  return priced
}

interface Search {
  readonly distance: Float64Array
  /** The row from which a column was reached at that distance. */
  readonly from: Int32Array
  readonly settled: Uint8Array
}

function cheapest(graph: Graph): Float64Array {
  const price = new Float64Array(graph.rows)
  for (let row = 0; row < graph.rows; row++) {
    const costs = graph.costAt.subarray(graph.edgesFrom[row]!, graph.edgesFrom[row + 1]!)
    price[row] = costs.length > 0 ? costs.reduce((least, cost) => Math.min(least, cost)) : 0
  }
  return price
}

/** Finds the cheapest way from a free row to a free column, reprices what it passed, and moves the rows along it. */
function cover(graph: Graph, priced: Priced, search: Search, root: number): void {
  const { columnOf, rowOf } = priced
  const touched: number[] = []
  const heap = new Heap()
  relax(graph, priced, search, heap, touched, root, 0)
  for (;;) {
    const column = heap.pop()
    if (column === -1) throw new Error('a row that must be covered cannot be')
    if (search.settled[column]) continue
    if (rowOf[column] === -1) {
      reprice(priced, search, touched, root, search.distance[column]!)
      move(columnOf, rowOf, search.from, root, column)
      break
    }
    search.settled[column] = 1
    relax(graph, priced, search, heap, touched, rowOf[column]!, search.distance[column]!)
  }
  for (const column of touched) {
    search.distance[column] = Number.POSITIVE_INFINITY
    search.settled[column] = 0
  }
}

function relax(
  graph: Graph,
  { rowPrice, columnPrice }: Priced,
  { distance, from, settled }: Search,
  heap: Heap,
  touched: number[],
  row: number,
  reached: number,
): void {
  for (let edge = graph.edgesFrom[row]!; edge < graph.edgesFrom[row + 1]!; edge++) {
    const column = graph.columnAt[edge]!
    const far = reached + graph.costAt[edge]! - rowPrice[row]! - columnPrice[column]!
    if (settled[column] || far >= distance[column]!) continue
    if (distance[column] === Number.POSITIVE_INFINITY) touched.push(column)
    distance[column] = far
    from[column] = row
    heap.push(far, column)
  }
}

function reprice(
  { rowOf, rowPrice, columnPrice }: Priced,
  { distance, settled }: Search,
  touched: readonly number[],
  root: number,
  shortest: number,
): void {
  rowPrice[root]! += shortest
  for (const column of touched) {
    if (!settled[column]) continue
    const saved = shortest - distance[column]!
    columnPrice[column]! -= saved
    rowPrice[rowOf[column]!]! += saved
  }
}

function move(columnOf: Int32Array, rowOf: Int32Array, from: Int32Array, root: number, free: number): void {
  for (let column = free; ; ) {
    const row = from[column]!
    const next = columnOf[row]!
    columnOf[row] = column
    rowOf[column] = row
    if (row === root) return
    column = next
  }
}
