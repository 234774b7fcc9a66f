import { fetchedPages } from '../../lib/adapters/http/fetch-page.ts'
import { type PullRequest, type PullRun, pullFeed } from '../../lib/application/pull-feed.ts'
import type { PullDeps, Secrets } from '../../lib/application/pull-ports.ts'
import type { Store } from '../../lib/application/store.ts'
import { type PullConfig, pullSchema } from '../../lib/contracts/pull.ts'
import { instantAt } from '../../lib/domain/calendar.ts'
import { ok, refuse } from '../../lib/runtime/result.ts'
import { standingClock } from './clock.ts'
import type { FeedServer } from './feed-server.ts'
import { newSystem } from './system.ts'

export const ZONE = 'Asia/Kolkata'
export const CENTRES = ['DKMM', 'N8', 'SHA']

/** A district that fetches a feed, on a real table and over real HTTP; its time passes only where somebody sleeps. */
export interface Pulling {
  readonly config: PullConfig
  readonly deps: PullDeps & { readonly logger: Awaited<ReturnType<typeof newSystem>>['logger'] }
  readonly clock: ReturnType<typeof standingClock>
  /** Milliseconds of each rest, in order. */
  readonly slept: number[]
  readonly secrets: RecordingSecrets
  run(request?: PullRequest, store?: Store): Promise<PullRun>
}

export interface RecordingSecrets extends Secrets {
  /** What it answers, one for each time that it is read; the last stays. */
  readonly values: string[]
  reads(): number
}

export async function newPulling(
  store: Store,
  { url }: Pick<FeedServer, 'url'>,
  over: Readonly<Record<string, unknown>> = {},
): Promise<Pulling> {
  const system = await newSystem(store, CENTRES)
  const config = pullSchema.parse({ url, requestTimeoutSeconds: 5, ...over })
  const clock = standingClock(instantAt('2021-08-28', '13:00', ZONE))
  const slept: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms)
    clock.advance(ms)
  }
  const secrets = recordingSecrets()
  const district = { ...system.district, pull: config }
  const deps = { ...system, district, clock, pages: fetchedPages, secrets, random: () => 0.5, sleep }
  const run = (request?: PullRequest, over = store) => pullFeed(config, { ...deps, store: over }, request)
  return { config, deps, clock, slept, secrets, run }
}

function recordingSecrets(): RecordingSecrets {
  const values: string[] = []
  let reads = 0
  return {
    values,
    reads: () => reads,
    read: async () => {
      const value = values[Math.min(reads++, values.length - 1)]
      return value === undefined ? refuse({ code: 'ResourceNotFoundException' }) : ok(value)
    },
  }
}

/** Ids of every certificate that is known of these days. */
export async function knownIds(store: Store, dates: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { centreId, date, legs } of await store.heads(dates)) {
    if (!legs.certificates) continue
    const content = await store.leg(centreId, date, 'certificates', legs.certificates.version)
    if (content.leg === 'certificates') ids.push(...content.rows.map((row) => row.certificateId))
  }
  return ids.sort()
}
