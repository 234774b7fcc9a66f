import { compareInstants, type Token } from '../centre-day.ts'
import type { Instant } from '../rows.ts'

/**
 * Tokens that are taken out one by one, each time the one nearest to an instant: of two equally near the earlier,
 * of one instant the first in the order given. What has no time comes after all that has, in the order given.
 * Takes no longer than sorting does.
 */
export class NearestFirst {
  private readonly inOrder: readonly Token[]
  /** Tokens with a time, those of one instant together, and where the tokens of each instant begin. */
  private readonly timed: readonly Token[]
  private readonly instants: Instant[] = []
  private readonly begins: number[] = []
  private readonly takenOf: Int32Array
  /** For each instant the nearest one, itself included, that still has tokens: before it, after it. */
  private readonly before: Int32Array
  private readonly after: Int32Array
  private readonly taken = new Set<Token>()
  private next = 0

  /** `tokens` in order of preference where times do not tell. */
  constructor(tokens: readonly Token[]) {
    this.inOrder = tokens
    this.timed = tokens
      .filter((token) => token.row.issuedAt !== null)
      .sort((a, b) => compareInstants(a.row.issuedAt, b.row.issuedAt))
    this.timed.forEach((token, at) => {
      if (this.instants.at(-1) === token.row.issuedAt) return
      this.instants.push(token.row.issuedAt!)
      this.begins.push(at)
    })
    const count = this.instants.length
    this.begins.push(this.timed.length)
    this.takenOf = new Int32Array(count)
    // Shifted by one: 0 and count + 1 are the ends, where nothing is left.
    this.before = Int32Array.from({ length: count + 2 }, (_, at) => at)
    this.after = Int32Array.from({ length: count + 2 }, (_, at) => at)
  }

  /** Takes out the nearest token; null where none is left. */
  take(instant: Instant | null): Token | null {
    const token = (instant === null ? null : this.nearest(instant)) ?? this.first()
    if (token) this.taken.add(token)
    if (token && token.row.issuedAt !== null) this.strike(token.row.issuedAt)
    return token
  }

  private nearest(instant: Instant): Token | null {
    const at = this.position(instant)
    const earlier = find(this.before, at)
    const later = find(this.after, at + 1)
    const hasLater = later <= this.instants.length
    if (earlier === 0) return hasLater ? this.firstOf(later) : null
    if (!hasLater) return this.firstOf(earlier)
    const isEarlier = instant - this.instants[earlier - 1]! <= this.instants[later - 1]! - instant
    return this.firstOf(isEarlier ? earlier : later)
  }

  private first(): Token | null {
    while (this.next < this.inOrder.length && this.taken.has(this.inOrder[this.next]!)) this.next++
    return this.inOrder[this.next] ?? null
  }

  private firstOf(shifted: number): Token {
    return this.timed[this.begins[shifted - 1]! + this.takenOf[shifted - 1]!]!
  }

  /** One token fewer of that instant; past the last one, its neighbours stand in for it. */
  private strike(instant: Instant): void {
    const shifted = this.position(instant)
    const at = shifted - 1
    this.takenOf[at]!++
    if (this.begins[at]! + this.takenOf[at]! < this.begins[at + 1]!) return
    this.before[shifted] = shifted - 1
    this.after[shifted] = shifted + 1
  }

  /** How many instants are not after the one given: shifted, the last of them. */
  private position(instant: Instant): number {
    let low = 0
    let high = this.instants.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.instants[middle]! <= instant) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Follows stand-ins to the end, and shortens the way for the next time. */
function find(standIn: Int32Array, from: number): number {
  let end = from
  while (standIn[end] !== end) end = standIn[end]!
  for (let at = from; standIn[at] !== end && at !== end; ) {
    const next = standIn[at]!
    standIn[at] = end
    at = next
  }
  return end
}
