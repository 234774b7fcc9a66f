import { filterEdges, type Graph, type Pairing, transpose } from './graph.ts'
import { largest } from './largest.ts'
import { leastCost } from './least-cost.ts'
import { type Parts, partsOf, SPARE_COLUMNS, SPARE_ROWS } from './parts.ts'
import { type Choice, smallest } from './smallest.ts'

/**
 * The matching that CONTRACT section 3 asks for: of the largest ones those with the least total cost, and of those
 * the one whose list of (row, column), sorted, is smallest. Gives the column of each row, -1 where free.
 *
 * Polynomial for any graph: largest matchings first say which vertices must be covered and which edges can be used
 * at all, least-cost prices narrow both to what the cheapest of them use, and within that the smallest is chosen
 * row by row.
 */
export function bestMatching(graph: Graph): Int32Array {
  const pairing = largest(graph)
  const parts = partsOf(graph, pairing)
  const usable = filterEdges(graph, (row, column) => parts.ofRow[row] === parts.ofColumn[column])
  const costs = usable.costAt
  const sameCost = costs.every((cost) => cost === costs[0])
  return smallest(sameCost ? anyOf(usable, parts, pairing) : cheapestOf(usable, parts))
}

/** All largest matchings cost the same: whoever may be left free in one of them may be left free. */
function anyOf(graph: Graph, parts: Parts, pairing: Pairing): Choice {
  return {
    graph,
    pairing,
    mayFreeRow: parts.ofRow.map((part) => Number(part === SPARE_ROWS)),
    mayFreeColumn: parts.ofColumn.map((part) => Number(part === SPARE_COLUMNS)),
  }
}

/**
 * A cheapest matching uses edges without slack only, and leaves only what is priced at 0 free. In the part with
 * spare rows the columns are what must be covered, so there the two sides change places.
 */
function cheapestOf(graph: Graph, parts: Parts): Choice {
  const rowsFirst = leastCost(filterEdges(graph, (row) => parts.ofRow[row] !== SPARE_ROWS))
  const columnsFirst = leastCost(transpose(filterEdges(graph, (row) => parts.ofRow[row] === SPARE_ROWS)))
  const spareRow = (row: number): boolean => parts.ofRow[row] === SPARE_ROWS
  const spareRows = (column: number): boolean => parts.ofColumn[column] === SPARE_ROWS
  const columnOf = rowsFirst.columnOf.map((column, row) =>
    spareRow(row) ? columnsFirst.rowOf[row]! : column,
  )
  const rowOf = rowsFirst.rowOf.map((row, column) =>
    spareRows(column) ? columnsFirst.columnOf[column]! : row,
  )
  const rowPrice = rowsFirst.rowPrice.map((price, row) =>
    spareRow(row) ? columnsFirst.columnPrice[row]! : price,
  )
  const columnPrice = rowsFirst.columnPrice.map((price, column) =>
    spareRows(column) ? columnsFirst.rowPrice[column]! : price,
  )
  return {
    graph: filterEdges(graph, (row, column, cost) => cost === rowPrice[row]! + columnPrice[column]!),
    pairing: { columnOf, rowOf },
    mayFreeRow: parts.ofRow.map((part, row) => Number(part === SPARE_ROWS && rowPrice[row] === 0)),
    mayFreeColumn: parts.ofColumn.map((part, column) =>
      Number(part === SPARE_COLUMNS && columnPrice[column] === 0),
    ),
  }
}
