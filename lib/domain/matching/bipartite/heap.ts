/** Column numbers by distance, nearest first. A column may stand in it more than once. */
export class Heap {
  private readonly distances: number[] = []
  private readonly columns: number[] = []

  push(distance: number, column: number): void {
    let at = this.distances.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.distances[parent]! <= distance) break
      this.place(at, this.distances[parent]!, this.columns[parent]!)
      at = parent
    }
    this.place(at, distance, column)
  }

  /** Takes out the nearest column; -1 where none is left. */
  pop(): number {
    const nearest = this.columns[0]
    if (nearest === undefined) return -1
    const distance = this.distances.pop()!
    const column = this.columns.pop()!
    if (this.columns.length > 0) this.sink(distance, column)
    return nearest
  }

  private sink(distance: number, column: number): void {
    const size = this.distances.length
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.distances[child + 1]! < this.distances[child]!) child++
      if (this.distances[child]! >= distance) break
      this.place(at, this.distances[child]!, this.columns[child]!)
      at = child
    }
    this.place(at, distance, column)
  }

  private place(at: number, distance: number, column: number): void {
    this.distances[at] = distance
    this.columns[at] = column
  }
}
