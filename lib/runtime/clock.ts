import type { Instant } from '../domain/rows.ts'

/** Time as a dependency, so that a played day and a test have their own. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }
