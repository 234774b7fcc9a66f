import { Exchange } from './exchange.ts'
import { type Graph, type Pairing, transpose } from './graph.ts'

/**
 * A set of equally good matchings: all that use edges of `graph` alone and leave free only rows and columns that
 * may be. `pairing` is one of them.
 */
export interface Choice {
  readonly graph: Graph
  readonly pairing: Pairing
  readonly mayFreeRow: Uint8Array
  readonly mayFreeColumn: Uint8Array
}

/**
 * Of those the one whose list of (row, column), sorted, is smallest: rows in order, each is matched if any matching
 * that keeps the rows before it matches it, to the smallest column possible. Gives the column of each row.
 */
export function smallest(choice: Choice): Int32Array {
  const { graph, pairing } = choice
  const exchange = new Exchange(choice, transpose(graph))
  for (let row = 0; row < graph.rows; row++) {
    for (let edge = graph.edgesFrom[row]!; edge < graph.edgesFrom[row + 1]!; edge++) {
      const column = graph.columnAt[edge]!
      if (exchange.give(row, column)) break
    }
    exchange.fix(row)
  }
  return pairing.columnOf
}
