/** Attempts at one message, the first included. With the delays below that is hours, longer than most outages. */
export const MAX_ATTEMPTS = 12

const FIRST_MS = 15_000
const LONGEST_MS = 3_600_000

/**
 * Milliseconds until the next attempt after `attempts` have failed: exponential backoff with full jitter, anything
 * from 0 to 15 s x 2^(attempts - 1), capped at an hour, so that what failed together does not come back together.
 * `random` gives 0 up to 1. Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoff(attempts: number, random: () => number): number {
  return Math.floor(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)))
}
