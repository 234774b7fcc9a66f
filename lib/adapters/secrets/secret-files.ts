import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import type { Secrets } from '../../application/pull-ports.ts'
import { ok, refuse } from '../../runtime/result.ts'

/** Secrets on one machine: a file each under `directory`, which its owner alone should be able to read. */
export function secretFiles(directory: string): Secrets {
  return {
    async read(name) {
      const path = normalize(join(directory, name))
      if (!path.startsWith(join(directory, '/'))) return refuse({ code: 'outside' })
      try {
        return ok(await readFile(path, 'utf8'))
      } catch (error) {
        return refuse({ code: String((error as NodeJS.ErrnoException).code ?? 'unknown') })
      }
    },
  }
}
