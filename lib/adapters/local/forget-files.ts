import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../domain/rows.ts'

/**
 * Removes every file below a directory that came there before `before`, as the lifecycle of a bucket does; answers
 * how many. It goes by the time of the last change, which is also that of a move: a file that was moved here may have
 * been written long ago. A directory that is not there holds none.
 */
export async function forgetFiles(
  directory: string,
  before: Instant,
  isMeant: (name: string) => boolean = () => true,
): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(noneIfAbsent)
  let forgotten = 0
  for (const entry of entries) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) forgotten += await forgetFiles(path, before, isMeant)
    else if (entry.isFile() && isMeant(entry.name) && (await stat(path)).ctimeMs < before) {
      await rm(path)
      forgotten++
    }
  }
  return forgotten
}

function noneIfAbsent(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return []
  throw error
}
