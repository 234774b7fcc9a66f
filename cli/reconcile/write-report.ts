import { randomUUID } from 'node:crypto'
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { reasonOf } from '../input-files.ts'
import type { Io } from '../io.ts'

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such folder to write into.',
  ENOTDIR: 'There is no such folder to write into.',
  EISDIR: 'This is a folder, and the report is a file.',
  EACCES: 'You may not write here.',
  EROFS: 'You may not write here.',
  ENOSPC: 'There is no room left to write it.',
}
const FOR_ALL = 0o666
const PERMISSIONS = 0o777

/** A report piece by piece, so that none is held whole that can be millions of lines. */
export type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>

/**
 * Writes a file whole or not at all: beside the target first, which is then replaced in one step and keeps who may read
 * it. A link is followed; what is no plain file, such as a pipe, is written into. Refused with a sentence where the file
 * system refuses or the process is asked to stop; what making a piece throws is thrown on, and leaves no file either.
 */
export async function writeReport(
  path: string,
  report: Pieces,
  stopped: Io['stopped'],
): Promise<Result<null, string>> {
  try {
    const target = await realpath(path).catch(() => path)
    const known = await stat(target).catch(() => null)
    if (known && !known.isFile()) await writeFile(target, report)
    else await replaceFile(target, report, known?.mode ?? FOR_ALL, stopped)
    return ok(null)
  } catch (error) {
    const isStopped = error instanceof Error && error.name === 'AbortError'
    return refuse(isStopped ? 'It was not written: you stopped it.' : reasonOf(error, UNWRITABLE))
  }
}

async function replaceFile(
  target: string,
  report: Pieces,
  mode: number,
  stopped: Io['stopped'],
): Promise<void> {
  const draft = join(dirname(target), `.milaan-${randomUUID()}.tmp`)
  const stop = new AbortController()
  // A process that Ctrl-C kills clears nothing away.
  void stopped().then(() => stop.abort())
  try {
    const file = await open(draft, 'wx', mode & PERMISSIONS)
    try {
      await writeFile(file, report, { signal: stop.signal })
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
