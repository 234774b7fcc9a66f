import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { reasonOf } from '../input-files.ts'

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such folder to write into.',
  ENOTDIR: 'There is no such folder to write into.',
  EISDIR: 'This is a folder, and the report is a file.',
  EACCES: 'You may not write here.',
  EROFS: 'You may not write here.',
  ENOSPC: 'There is no room left to write it.',
}

/** A report piece by piece, so that none is held whole that can be millions of lines. */
export type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>

/**
 * Writes a file whole or not at all: beside the target first, which is then replaced in one step. A link is followed;
 * what is no plain file, such as a pipe, is written into. Refused with a sentence.
 */
export async function writeReport(path: string, report: Pieces): Promise<Result<null, string>> {
  try {
    const target = await realpath(path).catch(() => path)
    const known = await stat(target).catch(() => null)
    if (known && !known.isFile()) await writeFile(target, report)
    else await replaceFile(target, report)
    return ok(null)
  } catch (error) {
    return refuse(reasonOf(error as NodeJS.ErrnoException, UNWRITABLE))
  }
}

async function replaceFile(target: string, report: Pieces): Promise<void> {
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  try {
    const file = await open(draft, 'w')
    try {
      await writeFile(file, report)
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
