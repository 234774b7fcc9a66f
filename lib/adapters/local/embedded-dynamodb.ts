import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

/** A DynamoDB API over a file, on loopback, as a child process. */
export interface EmbeddedDynamoDb {
  readonly endpoint: string
  stop(): Promise<void>
}

export class EmbeddedDynamoDbUnavailable extends Error {
  override readonly name = 'EmbeddedDynamoDbUnavailable'
}

/**
 * The watchdog: it ends the database as soon as our end of its standard input closes, which the kernel does
 * even when this process is killed with -9. Without it an orphan would keep the file.
 */
const WATCHDOG = '"$@" & child=$!; trap \'kill $child\' TERM INT; cat >/dev/null; kill $child; wait $child'

/**
 * Starts the embedded database on a free loopback port. `file` null keeps everything in memory.
 * Throws EmbeddedDynamoDbUnavailable where its binary is not installed or does not answer.
 */
export async function startEmbeddedDynamoDb(file: string | null): Promise<EmbeddedDynamoDb> {
  const binary = findBinary()
  const port = await freePort()
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), ...(file ? ['--db-path', file] : [])]
  const child = spawn('/bin/sh', ['-c', WATCHDOG, 'milaan-dynamodb', binary, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = once(child, 'exit')
  const endpoint = `http://127.0.0.1:${port}`
  await untilAnswers(endpoint, () => child.exitCode !== null)
  return {
    endpoint,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

function findBinary(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')
    return join(dirname(manifest), 'dynoxide')
  } catch {
    throw new EmbeddedDynamoDbUnavailable(
      'The embedded database is built for Linux on x64. Set MILAAN_DYNAMODB_ENDPOINT to a DynamoDB endpoint of your own.',
    )
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return (address as { port: number }).port
}

async function untilAnswers(endpoint: string, gone: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 400 && !gone(); attempt++) {
    try {
      await fetch(endpoint)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  throw new EmbeddedDynamoDbUnavailable('The embedded database did not start.')
}
