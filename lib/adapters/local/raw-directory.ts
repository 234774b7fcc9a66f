import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, open, rm, utimes } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import type { ByteSource } from '../../application/byte-source.ts'
import type { RawFiles } from '../../application/raw-files.ts'
import { fileSource } from './file-source.ts'

/** The bytes are not those that were to be kept: the file changed while it was read. */
export class RawFileChanged extends Error {
  override readonly name = 'RawFileChanged'
}

const HALF = '.partial'
/** Whether the name is that of a file that is being written, or was when its process died. */
export const isHalf = (name: string): boolean => name.endsWith(HALF)

/**
 * Raw files in a directory that its owner alone may read: written beside, flushed to the disk, then given their name,
 * so that none is ever half there, and none is ever written again. Their time is that of their last coming.
 */
export function rawDirectory(directory: string): RawFiles {
  return {
    keep: async (key, source, sha256) => {
      const path = inside(directory, key)
      if (await touch(path)) return
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const partial = `${path}.${randomUUID()}${HALF}`
      try {
        if ((await write(partial, source)) !== sha256)
          throw new RawFileChanged('Other bytes than were announced.')
        await nameOnce(partial, path)
      } finally {
        await rm(partial, { force: true })
      }
      await syncDirectory(dirname(path))
    },
    open: (key) => fileSource(inside(directory, key)),
  }
}

/** Answers the SHA-256 of what was written, in hexadecimal. */
async function write(path: string, source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of source.read()) {
      hash.update(piece)
      await file.appendFile(piece)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

/** Unlike a rename, a link never takes the place of a file: of two who write the same, the first one's stays. */
async function nameOnce(partial: string, path: string): Promise<void> {
  await link(partial, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

/** Retention counts from the last time that the bytes came. False where they never did. */
async function touch(path: string): Promise<boolean> {
  const now = new Date()
  return utimes(path, now, now).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

/** A name is safe from a power cut once its directory is on the disk too. */
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
