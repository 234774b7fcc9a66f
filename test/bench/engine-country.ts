import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CountryShare } from './engine-country-worker.ts'

/** India's busiest day so far, 17 September 2021, saw 25 million doses at 110,000 centres of 740 districts. */
const DISTRICTS = 740
const CENTRES = 110_000
const TOKENS = 25_000_000

/** The most memory that the process and its workers had at once, in MiB. */
class Sampler {
  #most = 0
  readonly #timer = setInterval(() => this.#look(), 20)

  stop(): number {
    clearInterval(this.#timer)
    this.#look()
    return Math.round(this.#most / 2 ** 20)
  }

  #look(): void {
    this.#most = Math.max(this.#most, process.memoryUsage.rss())
  }
}

/*
 * The country's peak day: district after district is simulated and judged, each worker its share, nothing kept. Judging
 * is timed from rows that no columns were made of before. The peer is a `Set` of keys alone over the same rows.
 */
console.log('The country day: districts are simulated and judged one after another')
for (const parts of [16, 4, 1]) await measure(Math.round(DISTRICTS / parts))

async function measure(districts: number): Promise<void> {
  const workers = Math.min(availableParallelism(), 4)
  const begun = performance.now()
  const sampler = new Sampler()
  const shares = await Promise.all(
    Array.from({ length: workers }, (_, worker) => runWorker({ worker, workers, districts })),
  )
  const elapsed = (performance.now() - begun) / 1000
  const sum = (of: (share: CountryShare) => number): number =>
    shares.reduce((total, share) => total + of(share), 0)
  const judging = Math.max(...shares.map(({ judgingMs }) => judgingMs)) / 1000
  const peer = Math.max(...shares.map(({ peerMs }) => peerMs)) / 1000
  const millions = (count: number): string => `${(count / 1e6).toFixed(1)} million`
  console.log(
    [
      `  ${districts} districts, ${sum((share) => share.centreDays)} centre-days, ${millions(sum((share) => share.tokens))} tokens, ${millions(sum((share) => share.certificates))} certificates, ${workers} workers`,
      `    judging ${judging.toFixed(1)} s; a Set of keys alone ${peer.toFixed(1)} s; ratio ${(judging / peer).toFixed(2)}`,
      `    all, simulating too, ${elapsed.toFixed(1)} s; peak memory ${sampler.stop()} MiB; breaches ${sum((share) => share.breaches)}`,
    ].join('\n'),
  )
}

export interface CountryTask {
  readonly worker: number
  readonly workers: number
  readonly districts: number
}

function runWorker(task: CountryTask): Promise<CountryShare> {
  const centres = Math.round(CENTRES / DISTRICTS)
  const tokens = Math.round(TOKENS / DISTRICTS)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./engine-country-worker.mjs', import.meta.url), {
      workerData: { ...task, centres, tokens },
    })
    worker.once('message', resolve).once('error', reject)
  })
}
