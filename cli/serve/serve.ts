import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import * as z from 'zod'
import { EmbeddedDynamoDbUnavailable } from '../../lib/adapters/local/embedded-dynamodb.ts'
import { readReport } from '../../lib/application/read-report.ts'
import { sweep } from '../../lib/application/sweep.ts'
import type { Head } from '../../lib/domain/head.ts'
import { VERSION } from '../../lib/runtime/version.ts'
import { DataInUse } from './data-lock.ts'
import { DropFolder } from './drop-folder.ts'
import { httpServer, UPLOADS_PATH } from './http-server.ts'
import { localPull } from './local-pull.ts'
import { localRoutes } from './local-routes.ts'
import { fileLogger } from './log-file.ts'
import { narrator } from './play/narrator.ts'
import { play } from './play/play.ts'
import { retain } from './retention.ts'
import { loadSample } from './sample.ts'
import { readSettings, type Settings } from './settings.ts'
import { type LocalSystem, startSystem } from './system.ts'
import { startTimers } from './timers.ts'

export interface ServeIo {
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
  /** The sample district's folder. */
  readonly sample: string
  /** Settles when the process is asked to stop. */
  readonly stopped: Promise<unknown>
}

/** Runs a whole district on this machine until it is asked to stop. Answers the exit status. */
export async function serve(env: Readonly<Record<string, string | undefined>>, io: ServeIo): Promise<number> {
  try {
    await run(readSettings(env), io)
    return 0
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === null) throw error
    io.printError(reason)
    return 1
  }
}

async function run(settings: Settings, io: ServeIo): Promise<void> {
  const logger = fileLogger(settings.data)
  const system = await startSystem(settings, logger)
  try {
    const { deps, inbox, issuer } = system
    io.print(
      `Milaan ${VERSION}, district ${deps.district.name}, ${deps.district.state}. Everything is kept in ${settings.data}`,
    )
    const centres = await loadSample(io.sample, deps.store, deps.district.policy.timeZone)
    const explain = (head: Head) => explainHead(head, system)
    await play(system, io.sample, narrator({ store: deps.store, inbox, centres, explain, print: io.print }))
    await sweep('sweep', deps, { orphaned: true })
    await system.notifyOrphaned()
    // Also of a process that never runs through a night.
    await retain(settings.data, deps).catch(() => logger.warn('raw-files-not-forgotten'))
    await serveUntilStopped(system, settings, io, {
      deps,
      issuer,
      uploads: system.uploads,
      local: localRoutes(inbox, issuer, deps.store),
    })
  } finally {
    await system.stop()
  }
}

async function serveUntilStopped(
  system: LocalSystem,
  settings: Settings,
  io: ServeIo,
  api: Parameters<typeof httpServer>[0],
): Promise<void> {
  const drop = new DropFolder(settings.data, system.deps)
  await drop.prepare()
  const server = httpServer(api).listen(settings.port, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  system.uploadForms.servedAt(`${url}${UPLOADS_PATH}`)
  system.stream.start()
  const pull = localPull(settings, system.deps)
  const watched = pull?.deps ?? system.deps
  const stopTimers = startTimers(
    [
      { name: 'drop', everyMs: 1000, run: () => drop.look() },
      { name: 'uploads', everyMs: 1000, run: () => system.uploads.look() },
      { name: 'notify', everyMs: 60_000, run: () => system.notifyDue() },
      { name: 'sweep', everyMs: 60_000, run: () => sweep('sweep', watched) },
      ...(pull ? [{ name: 'pull', everyMs: 1000, run: () => pull.look() }] : []),
      { name: 'nightly', everyMs: 86_400_000, run: () => sweep('nightly', watched) },
      { name: 'retention', everyMs: 86_400_000, run: () => retain(settings.data, system.deps) },
    ],
    system.deps.logger,
  )
  io.print(whereToGo(url, settings.data))
  if (pull) io.print(`Fetching ${new URL(pull.config.url).host} every ${pull.config.everyMinutes} minutes.\n`)
  await io.stopped
  pull?.stop()
  io.print('Stopping.')
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  await Promise.all([closed, stopTimers()])
}

async function explainHead(head: Head, { deps }: LocalSystem): Promise<readonly string[]> {
  const read = await readReport(head.centreId, head.date, deps)
  return (read?.report?.findings ?? []).map(({ explanation, issuedBy, at }) => {
    const accounts = Object.entries(issuedBy).map(([account, count]) => `${count} by ${account}`)
    return [
      explanation,
      accounts.length > 0 ? `Issued: ${accounts.join(', ')}.` : '',
      at ? `First at ${at.slice(11, 16)}.` : '',
    ]
      .filter(Boolean)
      .join(' ')
  })
}

function whereToGo(url: string, data: string): string {
  return `
Serving on ${url}. Ctrl-C stops it; started again, it goes on with what it knows.

  Messages that went out       ${url}/local/inbox
  A token for one of           operator-dkmm, registry, head, dio, commissioner, admin
                               curl -s -X POST ${url}/local/token -d '{"user":"dio"}'
  The board                    GET ${url}/v1/days/2021-08-28
  The proposal that waits      POST ${url}/v1/centres/DKMM/suspension
  The whole interface          ${url}/v1/openapi.json
  Files dropped into           ${data}/drop are taken as the inbox bucket takes them
`
}

/** What a user can do something about, in a sentence; null: a fault of ours. */
function reasonOf(error: unknown): string | null {
  if (error instanceof DataInUse || error instanceof EmbeddedDynamoDbUnavailable) return error.message
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use. Set MILAAN_PORT to another, or stop what uses it.'
  }
  return null
}
