import { createReadStream } from 'node:fs'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EISDIR: 'This is a folder, not a file.',
  EACCES: 'This file may not be read by you.',
  EPERM: 'This file may not be read by you.',
}

/**
 * The bytes of a file, at most `limit + 1` of them, so that whoever judges its size need not be handed all of it.
 * Refused with a sentence where it cannot be read.
 */
export async function readInput(
  path: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<Result<Uint8Array, string>> {
  try {
    return ok(await readStream(createReadStream(path, { end: limit })))
  } catch (error) {
    return refuse(reasonOf(error as NodeJS.ErrnoException, UNREADABLE))
  }
}

export async function readStream(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The sentence for an error of the file system. */
export function reasonOf(
  { code = 'an unknown fault' }: NodeJS.ErrnoException,
  sentences: Readonly<Record<string, string>>,
): string {
  return sentences[code] ?? `This file cannot be read or written (${code}).`
}
