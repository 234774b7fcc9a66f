import { createReadStream } from 'node:fs'
import { MAX_BYTES } from '../lib/formats/decode.ts'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EISDIR: 'This is a folder, not a file.',
  EACCES: 'This file may not be read by you.',
  EPERM: 'This file may not be read by you.',
}

/** Pieces of a file in their order. */
export type Pieces = AsyncIterable<Uint8Array>

const PIECE = 1024 * 1024

/** The bytes of a file, or a sentence where it cannot be read. */
export function readInput(path: string): Promise<Result<Uint8Array, string>> {
  return withInput(path, readStream)
}

/** Reads a file of any size piece by piece. Refused with a sentence where it cannot be read. */
export async function withInput<T>(
  path: string,
  read: (file: Pieces) => Promise<T>,
): Promise<Result<T, string>> {
  try {
    return ok(await read(createReadStream(path, { highWaterMark: PIECE })))
  } catch (error) {
    return refuse(whyUnreadable(error))
  }
}

/** A sheet, which is read whole: at most one byte more than is taken, so that its size is judged and not held. */
export async function readSheetBytes(file: Pieces, maxBytes: number = MAX_BYTES): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of file) {
    pieces.push(piece)
    size += piece.length
    if (size > maxBytes) break
  }
  return Buffer.concat(pieces).subarray(0, maxBytes + 1)
}

export async function readStream(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The sentence for an error that came while a file was read; any other is thrown on. */
export function whyUnreadable(error: unknown): string {
  return reasonOf(error, UNREADABLE)
}

/** The sentence for an error of the file system; any other, a fault of ours, is thrown on. */
export function reasonOf(error: unknown, sentences: Readonly<Record<string, string>>): string {
  if (!(error instanceof Error) || !('syscall' in error)) throw error
  const { code = 'an unknown fault' } = error as NodeJS.ErrnoException
  return sentences[code] ?? `This file cannot be read or written (${code}).`
}
