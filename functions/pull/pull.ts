import { type PullRun, pullFeed } from '../../lib/application/pull-feed.ts'
import type { PullDeps } from '../../lib/application/pull-ports.ts'
import { pullEventSchema } from '../../lib/contracts/pull.ts'

/** The function was deployed for a district that fetches no feed. */
export class NoFeedConfigured extends Error {
  override readonly name = 'NoFeedConfigured'
}

/**
 * One run: `{}` by the clock, `{ "from": "beginning" }` or `{ "from": { "cursor": "..." } }` by hand. A feed that
 * does not come is no error of the run: its health says so. Throws where the district has none, or the table fails.
 */
export async function pull(event: unknown, deps: PullDeps, budgetMs?: number): Promise<PullRun> {
  const { from } = pullEventSchema.parse(event ?? {})
  const { pull: config } = deps.district
  if (!config) throw new NoFeedConfigured('The district file has no `pull`.')
  return pullFeed(config, deps, {
    ...(budgetMs === undefined ? {} : { budgetMs }),
    ...(from === undefined ? {} : { from }),
  })
}
