#!/usr/bin/env node
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../lib/runtime/clock.ts'
import { type Io, STATUS } from './io.ts'
import { main } from './milaan.ts'

/** The process round the command line. Nothing here calls `exit`, which would cut off what a pipe has yet to take. */

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  clock: systemClock,
  // Beside this file, as the build puts it beside the bundle too.
  sample: fileURLToPath(new URL('sample/aurangabad', import.meta.url)),
  stopped: () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
}

// The pinned SDK serves Node 20 well; that a later one will not is nothing a user of ours can act upon.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

// Whoever reads (`milaan reconcile | head`) may have seen enough. A full disk is another matter.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    process.exitCode = STATUS.refused
    if (stream === process.stdout)
      process.stderr.write(`milaan: the report cannot be written: ${error.code}\n`)
  })
}

try {
  const status = await main(process.argv.slice(2), io)
  process.exitCode ??= status
} catch (error) {
  process.exitCode = STATUS.internal
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`milaan: a fault of this program, not of your files:\n${told}\n`)
}
