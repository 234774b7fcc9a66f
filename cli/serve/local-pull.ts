import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import districtFile from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { fetchedPages } from '../../lib/adapters/http/fetch-page.ts'
import { secretFiles } from '../../lib/adapters/secrets/secret-files.ts'
import type { Deps } from '../../lib/application/deps.ts'
import { pullFeed } from '../../lib/application/pull-feed.ts'
import type { PullDeps } from '../../lib/application/pull-ports.ts'
import { parseDistrict } from '../../lib/contracts/district.ts'
import { type PullConfig, pullSchema } from '../../lib/contracts/pull.ts'
import type { Settings } from './settings.ts'

/** A feed that is fetched on this machine. */
export interface LocalPull<D extends Deps = Deps> {
  readonly config: PullConfig
  /** The district as it is with that feed: its sweep notices where the feed stops. */
  readonly deps: D
  /** Fetches where it is time to; the first look is. */
  look(): Promise<void>
  /** A run under way begins nothing more and does not rest to its end. */
  stop(): void
}

/** Null where neither the district file nor `MILAAN_PULL_URL` names a feed. */
export function localPull<D extends Deps>(settings: Settings, deps: D): LocalPull<D> | null {
  const config = configOf(settings)
  if (!config) return null
  const stopping = new AbortController()
  const pullDeps: PullDeps = {
    ...deps,
    district: { ...deps.district, pull: config },
    pages: { fetch: (request) => untilStopped(fetchedPages.fetch(request), stopping.signal) },
    secrets: secretFiles(join(settings.data, 'secrets')),
    random: Math.random,
    sleep: (ms) => after(ms, undefined, { signal: stopping.signal }),
  }
  // Nobody else can hold a lease when a single process starts.
  let orphaned = true
  let next = 0
  return {
    config,
    deps: { ...deps, district: pullDeps.district },
    async look() {
      if (Date.now() < next) return
      next = Date.now() + config.everyMinutes * 60_000
      await pullFeed(config, pullDeps, { orphaned }).catch((error) => {
        if (!stopping.signal.aborted) throw error
      })
      orphaned = false
    },
    stop: () => stopping.abort(),
  }
}

function configOf({ pullUrl }: Settings): PullConfig | null {
  const { pull } = parseDistrict(districtFile)
  if (pullUrl === undefined) return pull ?? null
  return pullSchema.parse({ ...pull, url: pullUrl })
}

function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.finally(() => signal.removeEventListener('abort', stop))
  })
  return Promise.race([work, stopped])
}
