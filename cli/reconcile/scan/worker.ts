import { type MessagePort, parentPort } from 'node:worker_threads'
import { HELPERS, type Shared, scanShare } from './share.ts'

/** A further thread of a scan: takes its share of the pieces and posts what it found, memory and all. */

const port = parentPort as MessagePort
port.once('message', (shared: Shared) => {
  Atomics.add(shared.state, HELPERS, 1)
  const share = scanShare(shared)
  const memory = share.flatMap(({ columns }) =>
    Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer),
  )
  port.postMessage(share, memory)
})
