import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'aws-lambda'
import { awsDeps } from '../../lib/adapters/aws.ts'
import { fetchedPages } from '../../lib/adapters/http/fetch-page.ts'
import { secretsManager, secretsManagerClient } from '../../lib/adapters/secrets/secrets-manager.ts'
import type { PullRun } from '../../lib/application/pull-feed.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { pull } from './pull.ts'

/** What the last page may still take, asked for and taken, when the time to begin another is over. */
const MARGIN_MS = 240_000

const deps = {
  ...awsDeps(readEnvironment(process.env), 'pull'),
  pages: fetchedPages,
  secrets: secretsManager(secretsManagerClient()),
  random: Math.random,
  sleep,
}

/** Started by the schedule; while it fails the feed stands still, and the sweep of `reconcile` notices and tells. */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<PullRun> {
  return pull(event, deps, context.getRemainingTimeInMillis() - MARGIN_MS)
}
