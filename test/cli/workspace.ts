import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { main } from '../../cli/milaan.ts'
import type { Report } from '../../lib/domain/report.ts'

/** The day after the sample's, when its files would be at hand. */
export const NOW = Date.parse('2021-08-30T10:00:00+05:30')
export const SAMPLE = fileURLToPath(new URL('../../cli/sample/aurangabad', import.meta.url))

export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly stdin?: string
  readonly isTTY?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Called as soon as anything is said on standard error. */
  readonly told?: () => void
}

/** Runs the real command line on real files, with an outside of its own. */
export async function milaan(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { stdin = '', isTTY = false, env = {}, told = () => {} } = surroundings
  const said = { stdout: '', stderr: '' }
  const status = await main(args, {
    stdin: (async function* () {
      yield stdin
    })(),
    stdout: { isTTY, write: (text) => (said.stdout += text) },
    stderr: {
      write: (text) => {
        said.stderr += text
        told()
      },
    },
    env,
    clock: { now: () => NOW },
    sample: SAMPLE,
    stopped: () => new Promise(() => {}),
  })
  return { status, ...said }
}

/** The report of a command that was asked for JSON. */
export async function reportOf(args: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await milaan([...args, '--format', 'json'])
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

/** Writes a file into a folder that is gone after the test; answers its path. */
export type WriteFile = (name: string, content: Uint8Array | readonly string[]) => Promise<string>

export async function folder(): Promise<{ readonly path: string; readonly write: WriteFile }> {
  const path = await mkdtemp(join(tmpdir(), 'milaan-cli-'))
  onTestFinished(() => rm(path, { recursive: true }))
  const write: WriteFile = async (name, content) => {
    const file = join(path, name)
    await writeFile(file, content instanceof Uint8Array ? content : `${content.join('\n')}\n`)
    return file
  }
  return { path, write }
}
