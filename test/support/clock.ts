import type { Instant } from '../../lib/domain/rows.ts'
import type { Clock } from '../../lib/runtime/clock.ts'

/** A clock that stands until it is moved. */
export function standingClock(start: Instant): Clock & { advance(ms: number): void } {
  let now = start
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}
