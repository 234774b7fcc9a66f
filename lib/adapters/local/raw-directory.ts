import { randomUUID } from 'node:crypto'
import { access, mkdir, open, rename } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import type { RawFiles } from '../../application/raw-files.ts'
import { fileSource } from './file-source.ts'

/** Raw files in a directory: written beside, flushed to the disk, then renamed, so that none is ever half there. */
export function rawDirectory(directory: string): RawFiles {
  return {
    keep: async (key, source) => {
      const path = inside(directory, key)
      if (await exists(path)) return
      await mkdir(dirname(path), { recursive: true })
      const partial = `${path}.${randomUUID()}.partial`
      const file = await open(partial, 'wx')
      try {
        for await (const piece of source.read()) await file.write(piece)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, path)
      await syncDirectory(dirname(path))
    },
    open: (key) => fileSource(inside(directory, key)),
  }
}

/** A rename is safe from a power cut once its directory is on the disk too. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  await directory.sync().finally(() => directory.close())
}

function inside(directory: string, key: string): string {
  const path = normalize(join(directory, key))
  if (!path.startsWith(join(directory, '/')))
    throw new RangeError('A key of a raw file stays inside its directory.')
  return path
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
