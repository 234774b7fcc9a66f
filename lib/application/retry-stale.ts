import { setTimeout as sleep } from 'node:timers/promises'
import { StaleWrite } from './store.ts'

/**
 * Runs `attempt` again while somebody else writes first. Waits grow to a quarter of a second with full jitter:
 * writers that collided once do not collide in step. The last StaleWrite is thrown.
 */
export async function retryStale<T>(attempt: () => Promise<T>, attempts = 40): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StaleWrite) || tried >= attempts) throw error
      await sleep(Math.random() * Math.min(250, 5 * 2 ** tried))
    }
  }
}
