/** Places known from one end of a search, each with the neighbour it was found from and who moves between them. */
export class Frontier {
  private readonly found: Int32Array
  private readonly neighbours: Int32Array
  private readonly movers: Int32Array
  private round = 0
  private queue: number[] = []
  private head = 0

  constructor(places: number) {
    this.found = new Int32Array(places)
    this.neighbours = new Int32Array(places)
    this.movers = new Int32Array(places)
  }

  restart(place: number): void {
    this.round++
    this.queue = []
    this.head = 0
    this.add(place, -1, -1)
  }

  add(place: number, neighbour: number, mover: number): boolean {
    if (this.knows(place)) return false
    this.found[place] = this.round
    this.neighbours[place] = neighbour
    this.movers[place] = mover
    this.queue.push(place)
    return true
  }

  knows(place: number): boolean {
    return this.found[place] === this.round
  }

  /** The next place to look around from, -1 where none is left. */
  next(): number {
    return this.queue[this.head++] ?? -1
  }

  neighbour(place: number): number {
    return this.neighbours[place]!
  }

  mover(place: number): number {
    return this.movers[place]!
  }
}
