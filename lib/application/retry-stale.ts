import { setTimeout as sleep } from 'node:timers/promises'
import { StaleWrite } from './store.ts'

/**
 * Runs `attempt` again while somebody else writes first. Waits grow from `firstMs` with full jitter: writers that
 * collided once do not collide in step. The last StaleWrite is thrown.
 */
export async function retryStale<T>(attempt: () => Promise<T>, firstMs = 10, attempts = 40): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StaleWrite) || tried >= attempts) throw error
      await sleep(Math.random() * Math.min(25 * firstMs, firstMs * 2 ** (tried - 1)))
    }
  }
}
