import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { localPull } from '../../cli/serve/local-pull.ts'
import { readSettings } from '../../cli/serve/settings.ts'
import { secretFiles } from '../../lib/adapters/secrets/secret-files.ts'
import { readPullHealth } from '../../lib/application/pull-health.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { certificateRows, feed } from '../support/files.ts'
import { knownIds } from '../support/pulling.ts'
import { newSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'milaan-pull-'))

let server: FeedServer | null = null
afterEach(async () => server?.stop())

async function ready() {
  server = await startFeedServer([feed(certificateRows(5)), feed(certificateRows(2, { from: 6 }))])
  const settings = readSettings({ MILAAN_DATA: await folder(), MILAAN_PULL_URL: server.url })
  const system = await newSystem(await database.newStore())
  return { system, settings, feedServer: server, pull: localPull(settings, system)! }
}

it('one machine fetches no feed unless it is told to', async () => {
  const settings = readSettings({ MILAAN_DATA: await folder() })
  expect(localPull(settings, await newSystem(await database.newStore()))).toBeNull()
})

it('one machine refuses a feed without TLS but on loopback, by the name of the variable', () => {
  expect(() => readSettings({ MILAAN_PULL_URL: 'http://vaccination.example.org/feed' })).toThrow(
    /MILAAN_PULL_URL/,
  )
})

it('one machine fetches the feed at its first look, and again when it is time to', async () => {
  const { pull, system, feedServer } = await ready()
  await pull.look()
  await pull.look()
  expect(feedServer.asked).toHaveLength(2)
  expect(await knownIds(system.store, ['2021-08-28'])).toHaveLength(7)
  expect(await readPullHealth(pull.deps)).toMatchObject({ state: 'running' })
})

it('a process that was killed in the middle of it is taken over by the next at once', async () => {
  const { pull, system, settings, feedServer } = await ready()
  feedServer.faults.push({ kind: 'hang', after: 'half' })
  const dying = pull.look().catch(() => undefined)
  while (feedServer.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await localPull(settings, system)!.look()
  expect(await knownIds(system.store, ['2021-08-28'])).toHaveLength(7)
  pull.stop()
  await dying
})

it('a process that is asked to stop waits for no server, and leaves no lease', async () => {
  const { pull, system, feedServer } = await ready()
  feedServer.faults.push({ kind: 'hang', after: 'nothing' })
  const looking = pull.look()
  while (feedServer.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  pull.stop()
  await looking
  expect(await system.store.pull()).toMatchObject({ lease: null })
})

it('secrets are files of their own folder and nothing above it', async () => {
  const data = await folder()
  await mkdir(join(data, 'secrets', 'milaan'), { recursive: true })
  await writeFile(join(data, 'secrets', 'milaan', 'registry'), 'abc')
  await writeFile(join(data, 'other'), 'not a secret')
  const secrets = secretFiles(join(data, 'secrets'))
  expect(await secrets.read('milaan/registry')).toEqual({ ok: true, value: 'abc' })
  expect(await secrets.read('milaan/none')).toEqual({ ok: false, refusal: { code: 'ENOENT' } })
  expect(await secrets.read('../other')).toEqual({ ok: false, refusal: { code: 'outside' } })
})
