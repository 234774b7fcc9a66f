import type { Stats } from 'node:fs'
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Ingested, ingest } from '../../functions/ingest/ingest.ts'
import { fileSource } from '../../lib/adapters/local/file-source.ts'
import type { Deps } from '../../lib/application/deps.ts'

const OWN_FOLDERS = ['taken', 'refused']
/** Bytes of a file's name that are kept of it, so that with its time in front it is still a name. */
const NAME_BYTES = 180

/**
 * The drop folder stands for the inbox bucket. A file in it (at its top: a certificate feed; else by its path, as
 * in the bucket) is taken once it has stood still from one look to the next, then moved to `taken/` or `refused/`
 * with the receipt or the faults beside it. Hidden files and folders are left alone: a file under way may be one.
 * A crash leaves the file where it is, and taking it again does no harm.
 */
export class DropFolder {
  readonly #root: string
  readonly #deps: Deps
  #seen = new Map<string, string>()

  constructor(data: string, deps: Deps) {
    this.#root = join(data, 'drop')
    this.#deps = deps
  }

  async prepare(): Promise<void> {
    await mkdir(this.#root, { recursive: true })
  }

  async look(): Promise<void> {
    const seen = new Map<string, string>()
    for (const path of await filesUnder(this.#root, OWN_FOLDERS)) {
      await this.#consider(path, seen).catch((error) =>
        this.#deps.logger.warn('drop-file-not-taken', { error: codeOf(error) }),
      )
    }
    this.#seen = seen
  }

  /** A file that cannot be taken now is tried again at the next look, and keeps none of the others waiting. */
  async #consider(path: string, seen: Map<string, string>): Promise<void> {
    const state = stateOf(await stat(path))
    seen.set(path, state)
    if (this.#seen.get(path) !== state) return
    const ingested = await this.#ingest(path)
    if (stateOf(await stat(path)) === state) await this.#putAway(path, ingested)
  }

  async #ingest(path: string): Promise<Ingested> {
    const name = relative(this.#root, path)
    const key = name.includes('/') ? name : `feeds/certificates/${name}`
    return ingest({ key, open: () => fileSource(path), by: 'drop' }, this.#deps)
  }

  async #putAway(path: string, ingested: Ingested): Promise<void> {
    const folder = join(this.#root, ingested.outcome === 'accepted' ? 'taken' : 'refused')
    const time = new Date().toISOString().replaceAll(':', '-')
    const target = join(folder, `${time}-${shortened(relative(this.#root, path).replaceAll('/', '_'))}`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(`${target}.json`, `${JSON.stringify(ingested, null, 2)}\n`)
    await rename(path, target)
  }
}

async function filesUnder(folder: string, except: readonly string[] = []): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const shown = entries.filter(({ name }) => !name.startsWith('.') && !except.includes(name))
  const files = shown.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name))
  const folders = shown.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
  const below = await Promise.all(folders.map((path) => filesUnder(path).catch(() => [])))
  return [...files, ...below.flat()].sort()
}

/** Written to in between, one of these differs. */
const stateOf = ({ size, mtimeMs, ino }: Stats): string => `${ino} ${size} ${mtimeMs}`

/** The end of a name tells its kind, so the end is kept. */
function shortened(name: string): string {
  let kept = name
  while (Buffer.byteLength(kept) > NAME_BYTES) kept = [...kept].slice(1).join('')
  return kept
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown'
}
