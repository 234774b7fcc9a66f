/**
 * What may be paired: rows and columns numbered in their order of preference, edges packed row after row
 * (`edgesFrom[row]` to `edgesFrom[row + 1]`), each row's columns ascending. Rows are certificates and columns tokens
 * unless a graph has been transposed.
 */
export interface Graph {
  readonly rows: number
  readonly columns: number
  readonly edgesFrom: Int32Array
  readonly columnAt: Int32Array
  /** Integers, so that sums are exact. */
  readonly costAt: Float64Array
}

export interface Edge {
  readonly row: number
  readonly column: number
  readonly cost: number
}

/** A matching from both sides; -1 where a row or a column is free. */
export interface Pairing {
  readonly columnOf: Int32Array
  readonly rowOf: Int32Array
}

/** Packs edges given in any order, each at most once. */
export function graphOf(rows: number, columns: number, edges: readonly Edge[]): Graph {
  const sorted = [...edges].sort((a, b) => a.row - b.row || a.column - b.column)
  const edgesFrom = new Int32Array(rows + 1)
  for (const edge of sorted) edgesFrom[edge.row + 1]!++
  for (let row = 0; row < rows; row++) edgesFrom[row + 1]! += edgesFrom[row]!
  return {
    rows,
    columns,
    edgesFrom,
    columnAt: Int32Array.from(sorted, (edge) => edge.column),
    costAt: Float64Array.from(sorted, (edge) => edge.cost),
  }
}

/** The same rows and columns with those edges alone that are kept. */
export function filterEdges(
  graph: Graph,
  keeps: (row: number, column: number, cost: number) => boolean,
): Graph {
  const edgesFrom = new Int32Array(graph.rows + 1)
  const columnAt = new Int32Array(graph.columnAt.length)
  const costAt = new Float64Array(graph.columnAt.length)
  let kept = 0
  for (let row = 0; row < graph.rows; row++) {
    for (let edge = graph.edgesFrom[row]!; edge < graph.edgesFrom[row + 1]!; edge++) {
      const column = graph.columnAt[edge]!
      if (!keeps(row, column, graph.costAt[edge]!)) continue
      columnAt[kept] = column
      costAt[kept++] = graph.costAt[edge]!
    }
    edgesFrom[row + 1] = kept
  }
  return { ...graph, edgesFrom, columnAt: columnAt.subarray(0, kept), costAt: costAt.subarray(0, kept) }
}

/** Rows become columns and columns rows. */
export function transpose(graph: Graph): Graph {
  const edgesFrom = new Int32Array(graph.columns + 1)
  for (const column of graph.columnAt) edgesFrom[column + 1]!++
  for (let column = 0; column < graph.columns; column++) edgesFrom[column + 1]! += edgesFrom[column]!
  const next = edgesFrom.slice()
  const columnAt = new Int32Array(graph.columnAt.length)
  const costAt = new Float64Array(graph.columnAt.length)
  for (let row = 0; row < graph.rows; row++) {
    for (let edge = graph.edgesFrom[row]!; edge < graph.edgesFrom[row + 1]!; edge++) {
      const at = next[graph.columnAt[edge]!]!++
      columnAt[at] = row
      costAt[at] = graph.costAt[edge]!
    }
  }
  return { rows: graph.columns, columns: graph.rows, edgesFrom, columnAt, costAt }
}
