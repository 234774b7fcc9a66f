import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { ingest } from '../../functions/ingest/ingest.ts'
import type { Deps } from '../../lib/application/deps.ts'

/**
 * The drop folder stands for the inbox bucket. A file in it (at its top: a certificate feed; else by its path, as
 * in the bucket) is taken once its size has stood still for one look, then moved to `taken/` or `refused/` with the
 * receipt or the faults beside it. A crash leaves the file where it is, and taking it again does no harm.
 */
export class DropFolder {
  readonly #root: string
  readonly #deps: Deps
  #sizes = new Map<string, number>()

  constructor(data: string, deps: Deps) {
    this.#root = join(data, 'drop')
    this.#deps = deps
  }

  async prepare(): Promise<void> {
    await mkdir(this.#root, { recursive: true })
  }

  async look(): Promise<void> {
    const sizes = new Map<string, number>()
    for (const path of await this.#files()) {
      const { size } = await stat(path)
      if (this.#sizes.get(path) === size) await this.#take(path)
      else sizes.set(path, size)
    }
    this.#sizes = sizes
  }

  async #files(): Promise<readonly string[]> {
    const entries = await readdir(this.#root, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/^(taken|refused)\//.test(relative(this.#root, path)))
      .sort()
  }

  async #take(path: string): Promise<void> {
    const name = relative(this.#root, path)
    const key = name.includes('/') ? name : `feeds/certificates/${name}`
    const ingested = await ingest({ key, bytes: await readFile(path), by: 'drop' }, this.#deps)
    const folder = ingested.outcome === 'accepted' ? 'taken' : 'refused'
    const target = join(
      this.#root,
      folder,
      `${new Date().toISOString().replaceAll(':', '-')}-${name.replaceAll('/', '_')}`,
    )
    await mkdir(dirname(target), { recursive: true })
    await writeFile(`${target}.json`, `${JSON.stringify(ingested, null, 2)}\n`)
    await rename(path, target)
  }
}
