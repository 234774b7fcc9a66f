import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import type { ByteSource } from '../../../lib/formats/scan/pieces.ts'
import { ChangedFile } from '../../../lib/formats/scan/row-texts.ts'

/** A file as it stood when it was opened: any later change shows in its stamp. */
export interface FileStamp {
  readonly path: string
  readonly size: number
  readonly stamp: string
}

export interface OpenFile extends FileStamp {
  readonly fd: number
}

/**
 * Null for what is no plain file or cannot be opened: an ordinary reader says why. Whoever opens it closes it. A pipe is
 * not even opened: who writes into it would write for nobody, and the ordinary reader wait for ever.
 */
export function openFile(path: string): OpenFile | null {
  const fd = isPlainFile(path) ? openOrNull(path) : null
  if (fd === null) return null
  const stats = fstatSync(fd)
  if (stats.isFile()) return { path, fd, size: stats.size, stamp: stampOf(stats) }
  closeSync(fd)
  return null
}

export function isUnchanged({ fd, stamp }: OpenFile): boolean {
  return stampOf(fstatSync(fd)) === stamp
}

/** The bytes of a file that is open. Any thread of the process may read them. */
export function openSource({ fd, size, path }: Pick<OpenFile, 'fd' | 'size' | 'path'>): ByteSource {
  return { name: path, size, read: (into, from) => readAll(fd, into, from, path) }
}

/**
 * The bytes of a file that is opened when they are asked for, and closed when whoever asks pauses: rows are asked for
 * by the thousand, at once. ChangedFile where it is not the same file any more.
 */
export function closedSource(file: FileStamp): ByteSource {
  let opened: OpenFile | null = null
  return {
    name: file.path,
    size: file.size,
    read(into, from) {
      opened ??= openAgain(file, () => {
        opened = null
      })
      readAll(opened.fd, into, from, file.path)
    },
  }
}

function openAgain({ path, stamp }: FileStamp, closed: () => void): OpenFile {
  const file = openFile(path)
  if (!file) throw new ChangedFile(path)
  setImmediate(() => {
    closeSync(file.fd)
    closed()
  })
  if (file.stamp !== stamp) throw new ChangedFile(path)
  return file
}

function readAll(fd: number, into: Uint8Array, from: number, path: string): void {
  for (let at = 0; at < into.length; ) {
    const read = readSync(fd, into, at, into.length - at, from + at)
    if (read === 0) throw new ChangedFile(path)
    at += read
  }
}

function isPlainFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch {
    return null
  }
}

function stampOf({ dev, ino, size, mtimeMs }: Stats): string {
  return [dev, ino, size, mtimeMs].join(' ')
}
