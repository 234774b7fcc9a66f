import type { Logger } from '../../lib/runtime/logger.ts'

/** Repeats each job so many milliseconds after it ended; one that fails is logged and comes again. */
export function startTimers(
  jobs: readonly { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> }[],
  logger: Logger,
): () => Promise<void> {
  let stopped = false
  const running = jobs.map(async ({ name, everyMs, run }) => {
    while (!stopped) {
      await pause(everyMs, () => stopped)
      if (stopped) return
      try {
        await run()
      } catch (error) {
        logger.error('timer-failed', { name, error: error instanceof Error ? error.name : 'unknown' })
      }
    }
  })
  return async () => {
    stopped = true
    await Promise.all(running)
  }
}

/** In steps, so that stopping does not wait for the longest timer. */
async function pause(ms: number, stopped: () => boolean): Promise<void> {
  const until = Date.now() + ms
  while (!stopped() && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(200, until - Date.now())))
  }
}
