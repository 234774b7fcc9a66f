import { Frontier } from './frontier.ts'
import type { Graph, Pairing } from './graph.ts'
import type { Choice } from './smallest.ts'

/**
 * Moves rows between columns without leaving the set of equally good matchings.
 *
 * A place is a column, or `bench`, where free rows sit. When a row takes a place, who sat there must move on, and so
 * forth until someone takes the place that the first one has left. A free column is held by nobody: when nobody must
 * move on, any column that may be free can take it, which `nobody` stands for. Such a round of moves is looked for
 * from both ends at once, so that in a large and well connected graph few places are visited.
 */
export class Exchange {
  private readonly graph: Graph
  private readonly byColumn: Graph
  private readonly pairing: Pairing
  private readonly mayFreeRow: Uint8Array
  private readonly mayFreeColumn: Uint8Array
  private readonly bench: number
  private readonly nobody: number
  private readonly fixedRow: Uint8Array
  private readonly fixedColumn: Uint8Array
  private readonly ahead: Frontier
  private readonly back: Frontier

  constructor(choice: Choice, byColumn: Graph) {
    this.graph = choice.graph
    this.byColumn = byColumn
    this.pairing = choice.pairing
    this.mayFreeRow = choice.mayFreeRow
    this.mayFreeColumn = choice.mayFreeColumn
    this.bench = choice.graph.columns
    this.nobody = choice.graph.columns + 1
    this.fixedRow = new Uint8Array(choice.graph.rows)
    this.fixedColumn = new Uint8Array(choice.graph.columns)
    this.ahead = new Frontier(choice.graph.columns + 2)
    this.back = new Frontier(choice.graph.columns + 2)
  }

  /** The row and its column stay as they are from now on. */
  fix(row: number): void {
    const column = this.pairing.columnOf[row]!
    this.fixedRow[row] = 1
    if (column !== -1) this.fixedColumn[column] = 1
  }

  /** Gives the row that column, if some round of moves among rows that are not fixed allows it. */
  give(row: number, column: number): boolean {
    if (this.fixedColumn[column]) return false
    if (this.pairing.columnOf[row] === column) return true
    const meeting = this.findRound(column, this.placeOf(row))
    if (meeting === -1) return false
    this.moveAlong(meeting)
    this.seat(row, column)
    return true
  }

  private findRound(from: number, to: number): number {
    this.ahead.restart(from)
    this.back.restart(to)
    for (;;) {
      const next = this.ahead.next()
      if (next === -1) return -1
      const met = this.lookAhead(next)
      if (met !== -1) return met
      const last = this.back.next()
      if (last === -1) return -1
      const metBack = this.lookBack(last)
      if (metBack !== -1) return metBack
    }
  }

  /** Visits the places that whoever sits at `place` can move to; gives the one that the other end knows, or -1. */
  private lookAhead(place: number): number {
    const { ahead, graph, pairing } = this
    if (place === this.nobody)
      return this.visitColumns(ahead, place, (column) => this.mayFreeColumn[column] === 1)
    if (place !== this.bench) {
      const row = pairing.rowOf[place]!
      if (row === -1) return this.visit(ahead, this.nobody, place, -1)
      if (this.mayFreeRow[row] && this.visit(ahead, this.bench, place, row) !== -1) return this.bench
      return this.visitEdges(row, place)
    }
    for (let row = 0; row < graph.rows; row++) {
      if (pairing.columnOf[row] !== -1 || this.fixedRow[row]) continue
      const met = this.visitEdges(row, place)
      if (met !== -1) return met
    }
    return -1
  }

  /** Visits the places from which someone can move to `place`. */
  private lookBack(place: number): number {
    const { back, byColumn, pairing } = this
    if (place === this.nobody) return this.visitColumns(back, place, (column) => pairing.rowOf[column] === -1)
    if (place === this.bench) {
      return this.visitColumns(back, place, (column) => {
        const row = pairing.rowOf[column]!
        return row !== -1 && this.mayFreeRow[row] === 1
      })
    }
    if (this.mayFreeColumn[place] && this.visit(back, this.nobody, place, -1) !== -1) return this.nobody
    for (let edge = byColumn.edgesFrom[place]!; edge < byColumn.edgesFrom[place + 1]!; edge++) {
      const row = byColumn.columnAt[edge]!
      if (this.fixedRow[row]) continue
      const met = this.visit(back, this.placeOf(row), place, row)
      if (met !== -1) return met
    }
    return -1
  }

  private visitEdges(row: number, place: number): number {
    const { graph } = this
    for (let edge = graph.edgesFrom[row]!; edge < graph.edgesFrom[row + 1]!; edge++) {
      const column = graph.columnAt[edge]!
      if (this.fixedColumn[column]) continue
      const met = this.visit(this.ahead, column, place, row)
      if (met !== -1) return met
    }
    return -1
  }

  private visitColumns(frontier: Frontier, place: number, admits: (column: number) => boolean): number {
    for (let column = 0; column < this.graph.columns; column++) {
      if (this.fixedColumn[column] || !admits(column)) continue
      const mover = frontier === this.back && place === this.bench ? this.pairing.rowOf[column]! : -1
      const met = this.visit(frontier, column, place, mover)
      if (met !== -1) return met
    }
    return -1
  }

  private visit(frontier: Frontier, place: number, neighbour: number, mover: number): number {
    if (!frontier.add(place, neighbour, mover)) return -1
    return (frontier === this.ahead ? this.back : this.ahead).knows(place) ? place : -1
  }

  /** Moves everyone on the round that meets at `meeting` one place on. */
  private moveAlong(meeting: number): void {
    const { ahead, back } = this
    for (let place = meeting; ahead.neighbour(place) !== -1; place = ahead.neighbour(place)) {
      this.seat(ahead.mover(place), place)
    }
    for (let place = meeting; back.neighbour(place) !== -1; place = back.neighbour(place)) {
      this.seat(back.mover(place), back.neighbour(place))
    }
  }

  /** Every place of a round gets its new holder, so nobody need be unseated first. */
  private seat(row: number, place: number): void {
    const isColumn = place < this.bench
    if (isColumn) this.pairing.rowOf[place] = row
    if (row !== -1) this.pairing.columnOf[row] = isColumn ? place : -1
  }

  private placeOf(row: number): number {
    const column = this.pairing.columnOf[row]!
    return column === -1 ? this.bench : column
  }
}
