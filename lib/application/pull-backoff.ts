import type { Instant } from '../domain/rows.ts'
import type { RetryAfter } from './pull-ports.ts'

const FIRST_MS = 1000
const LONGEST_MS = 60_000
/** What a server may ask for at most: a mistaken year would end the feed for good. */
const LONGEST_REST_MS = 86_400_000

/**
 * Milliseconds until a page is asked for again after `attempts` have failed: exponential backoff with full jitter,
 * anything from 0 to 1 s x 2^(attempts - 1), capped at a minute.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function pullBackoff(attempts: number, random: () => number): number {
  return Math.floor(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)))
}

/** Milliseconds that the server asked for, 0 or more. */
export function restOf(retryAfter: RetryAfter, now: Instant): number {
  const ms = retryAfter.kind === 'after' ? retryAfter.ms : retryAfter.instant - now
  return Math.min(LONGEST_REST_MS, Math.max(0, ms))
}
