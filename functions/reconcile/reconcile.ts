import * as z from 'zod'
import type { Deps } from '../../lib/application/deps.ts'
import { type Swept, sweep } from '../../lib/application/sweep.ts'

const eventSchema = z.object({ run: z.enum(['sweep', 'cut-off', 'nightly']).default('sweep') })

/** Some feeds or days failed; all others were done. */
export class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete'
  constructor(readonly swept: Swept) {
    super(`${swept.failed} of the feeds and days failed; the next run takes them again.`)
  }
}

/** One run of the schedule, `{ "run": "sweep" | "cut-off" | "nightly" }`. Throws SweepIncomplete, so that it is an alarm. */
export async function reconcile(event: unknown, deps: Deps): Promise<Swept> {
  const { run } = eventSchema.parse(event)
  const swept = await sweep(run, deps)
  if (swept.failed > 0) throw new SweepIncomplete(swept)
  return swept
}
