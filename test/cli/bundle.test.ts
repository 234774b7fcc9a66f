import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { folder } from './workspace.ts'

const BUILD = fileURLToPath(new URL('../../build.mjs', import.meta.url))
const run = promisify(execFile)

/** Enough for a report of megabytes, which no pipe takes at once. */
const MANY = Array.from({ length: 40_000 }, (_, n) => `CERTIFICATE-WITH-A-LONG-ID-${n},DKMM,2021-08-28`)
const FEED = ['certificate_id,centre_id,vaccinated_on', ...MANY]

let dist = ''
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'milaan-dist-'))
  await run(process.execPath, [BUILD, dist])
})
afterAll(() => rm(dist, { recursive: true }))

/** The bundle as a process of its own, by its own executable bit. */
async function bundle(args: readonly string[]) {
  const child = spawn(join(dist, 'milaan.mjs'), args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text))
  const [status] = await once(child, 'close')
  return { status, ...said }
}

describe('the bundle', () => {
  it('runs by itself', async () => {
    expect(await bundle(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' })
    expect((await bundle([])).status).toBe(64)
  })

  it('hands a large report through a pipe whole, and then its exit status', async () => {
    const { write } = await folder()
    const feed = await write('c.csv', FEED)
    const args = ['reconcile', '--date', '2021-08-28', '--certificates', feed, '--format', 'json']
    const { status, stdout, stderr } = await bundle(args)
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(JSON.parse(stdout).centreDays[0].findings[0].certificates).toHaveLength(40_000)
  })

  it('makes no noise when its reader has seen enough', async () => {
    const { write } = await folder()
    const feed = await write('c.csv', FEED)
    const line = `"${join(dist, 'milaan.mjs')}" reconcile --date 2021-08-28 --certificates "${feed}" --format json | head -1`
    const { stdout, stderr } = await run('sh', ['-c', line])
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' })
  })

  it('loads what the server needs only for the server', async () => {
    const entry = await stat(join(dist, 'milaan.mjs'))
    expect(entry.size).toBeLessThan(20_000)
    expect((await readdir(join(dist, 'chunks'))).some((name) => name.startsWith('serve-'))).toBe(true)
  })

  it('brings the sample district along, and clears away the chunks of the build before', async () => {
    expect(await readdir(join(dist, 'sample', 'aurangabad'))).toContain('centres.csv')
    const { write } = await folder()
    const stale = join(dist, 'chunks', 'stale-00000000.mjs')
    await run('cp', [await write('stale', ['// old']), stale])
    await run(process.execPath, [BUILD, dist])
    expect(await readdir(join(dist, 'chunks'))).not.toContain('stale-00000000.mjs')
  })
})
