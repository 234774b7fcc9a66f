import type { Instant } from '../../lib/domain/rows.ts'
import type { Clock } from '../../lib/runtime/clock.ts'

/** Real time, but while a day is played: then it stands where the play has put it. */
export class PlayableClock implements Clock {
  #playing: Instant | null = null

  now(): Instant {
    return this.#playing ?? Date.now()
  }

  /** Null: real time again. */
  stand(at: Instant | null): void {
    this.#playing = at
  }
}
