import { setTimeout as sleep } from 'node:timers/promises'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** Numbers from 0 to 1, the same for the same seed. */
type Random = () => number

interface Waiting {
  readonly actor: number
  readonly go: () => Promise<void>
}

/** Nothing more happens in this actor: every command that it sends fails, and changes nothing. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** A moment in which every actor has sent what it is about to send. */
const SETTLED_MS = 1

/**
 * Lets the commands of several clients of one database through one at a time, in an order drawn from a seed: the
 * actor of the highest rank goes until it waits for something else, and at a few drawn moments falls behind all others.
 * Few such changes find what needs an exact order of a few steps, far sooner than an even draw does (PCT: Burckhardt
 * and others, "A randomized scheduler with probabilistic guarantees of finding bugs", 2010).
 */
export class Interleaving {
  readonly #random: Random
  readonly #ranks: number[]
  readonly #changes: ReadonlySet<number>
  readonly #dead = new Set<number>()
  readonly #waiting: Waiting[] = []
  #steps = 0
  #ended = false

  /** `changes`: how many times somebody falls behind, within the first `within` commands. */
  constructor(actors: number, random: Random, { changes = 4, within = 200 } = {}) {
    this.#random = random
    this.#ranks = Array.from({ length: actors }, () => random())
    this.#changes = new Set(Array.from({ length: changes }, () => Math.floor(random() * within)))
  }

  /** Its commands wait for their turn from now on. `diesAfter`: how many it may send at most. */
  gate(client: DynamoDBClient, actor: number, diesAfter = Number.POSITIVE_INFINITY): void {
    let left = diesAfter
    client.middlewareStack.add(
      (next) => async (args) => {
        if (this.#ended) return next(args)
        if (left-- <= 0) this.#dead.add(actor)
        if (this.#dead.has(actor)) throw new Killed(`actor ${actor}`)
        return this.#inTurn(actor, () => next(args))
      },
      { step: 'initialize', name: 'interleaving' },
    )
  }

  /** Lets commands through until `all` is settled; from then on nobody waits. */
  async run(all: Promise<unknown>): Promise<void> {
    let isOver = false
    const over = all.finally(() => {
      isOver = true
    })
    while (!isOver) {
      await sleep(SETTLED_MS)
      const next = this.#next()
      if (next) await next.go()
    }
    this.#ended = true
    await over
  }

  #inTurn<T>(actor: number, command: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const go = () => command().then(resolve, reject)
      this.#waiting.push({ actor, go })
    })
  }

  #next(): Waiting | undefined {
    if (this.#waiting.length === 0) return undefined
    // The commands that one actor sends at once may be taken in any order.
    const top = Math.max(...this.#waiting.map(({ actor }) => this.#ranks[actor]!))
    const able = this.#waiting.filter(({ actor }) => this.#ranks[actor] === top)
    const next = able[Math.floor(this.#random() * able.length)]!
    this.#waiting.splice(this.#waiting.indexOf(next), 1)
    if (this.#changes.has(this.#steps++)) this.#ranks[next.actor] = Math.min(...this.#ranks) - 1
    return next
  }
}
