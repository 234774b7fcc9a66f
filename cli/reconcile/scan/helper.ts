import { Worker } from 'node:worker_threads'
import type { Scanned } from '../../../lib/formats/scan/pieces.ts'
import type { Shared } from './share.ts'

/** A further thread, which takes its share of a scan when it is asked to. */
export class Helper {
  readonly #worker: Worker
  readonly #ended: Promise<never>

  constructor(worker: Worker) {
    this.#worker = worker
    this.#ended = new Promise((_, reject) => {
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('a thread ended before its work')))
    })
    // Nobody may be waiting for it by then.
    this.#ended.catch(() => {})
  }

  /** What it found of each file. Rejected where it ended before. */
  ask(shared: Shared): Promise<readonly Scanned[]> {
    const share = new Promise<readonly Scanned[]>((resolve) => this.#worker.once('message', resolve))
    this.#worker.postMessage(shared)
    const either = Promise.race([share, this.#ended])
    either.catch(() => {})
    return either
  }

  end(): void {
    void this.#worker.terminate()
  }
}

/** Runs TypeScript in a thread, where a loader of the main one reaches no further than that. */
const FROM_SOURCES = `import('tsx/esm/api').then(({ register }) => {
  register()
  return import(require('node:worker_threads').workerData)
})`

/** In the bundle the worker lies beside this code; run from its sources it is one of them. */
export function startOwnWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./scan-worker.mjs', import.meta.url))
  return new Worker(FROM_SOURCES, { eval: true, workerData: new URL('./worker.ts', import.meta.url).href })
}
