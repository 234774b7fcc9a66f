import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestMatching } from '../../lib/domain/matching/bipartite/best-matching.ts'
import { type Edge, graphOf } from '../../lib/domain/matching/bipartite/graph.ts'

/** Up to 6 rows and columns, few enough costs that ties are the rule. */
const graphs = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      edges: fc.uniqueArray(
        fc.record({
          row: fc.nat(rows - 1),
          column: fc.nat(columns - 1),
          cost: fc.constantFrom(0, 1, 2, 3, 7),
        }),
        { selector: ({ row, column }) => `${row} ${column}`, maxLength: 16 },
      ),
    }),
  )

describe('the best matching', () => {
  it('is as large, as cheap and as small as the best that trying every one finds', () => {
    fc.assert(
      fc.property(graphs, ({ rows, columns, edges }) => {
        expect([...bestMatching(graphOf(rows, columns, edges))]).toEqual(byTryingAll(rows, edges))
      }),
      { numRuns: 3000 },
    )
  })

  it('is the smallest of the largest where all cost the same', () => {
    fc.assert(
      fc.property(graphs, ({ rows, columns, edges }) => {
        const free = edges.map((edge) => ({ ...edge, cost: 0 }))
        expect([...bestMatching(graphOf(rows, columns, free))]).toEqual(byTryingAll(rows, free))
      }),
      { numRuns: 3000 },
    )
  })

  it('moves a row that had the cheapest column where another row has no other', () => {
    const edges = [
      { row: 0, column: 0, cost: 1 },
      { row: 0, column: 1, cost: 5 },
      { row: 1, column: 0, cost: 1 },
    ]
    expect([...bestMatching(graphOf(2, 2, edges))]).toEqual([1, 0])
  })

  it('takes a long chain of two columns a row without trying every way round it', () => {
    const size = 20_000
    const chain = Array.from({ length: size }, (_, row) => [
      { row, column: row, cost: 0 },
      { row, column: row + 1, cost: 0 },
    ]).flat()
    const last = { row: size, column: size, cost: 0 }
    const columns = bestMatching(graphOf(size + 1, size + 1, [...chain, last]))
    expect(columns.every((column, row) => column === row)).toBe(true)
  })
})

/** The best by the contract's own words: every matching is made and compared. */
function byTryingAll(rows: number, edges: readonly Edge[]): number[] {
  let best: { columns: number[]; size: number; cost: number } | null = null
  const tryFrom = (row: number, columns: number[], cost: number): void => {
    if (row === rows) {
      const size = columns.filter((column) => column >= 0).length
      const isBetter =
        !best ||
        size > best.size ||
        (size === best.size && (cost < best.cost || (cost === best.cost && isSmaller(columns, best.columns))))
      if (isBetter) best = { columns, size, cost }
      return
    }
    tryFrom(row + 1, [...columns, -1], cost)
    for (const edge of edges) {
      if (edge.row === row && !columns.includes(edge.column)) {
        tryFrom(row + 1, [...columns, edge.column], cost + edge.cost)
      }
    }
  }
  tryFrom(0, [], 0)
  return best!.columns
}

/** Compares two matchings of one size as sorted lists of (row, column). */
function isSmaller(a: readonly number[], b: readonly number[]): boolean {
  const row = a.findIndex((column, at) => column !== b[at])
  if (row === -1) return false
  if (a[row] === -1) return false
  return b[row] === -1 || a[row]! < b[row]!
}
