import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ByteSource } from '../../application/byte-source.ts'

const PIECE = 1024 * 1024

/** A file of this machine. Throws where there is none. */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path)
  return { size, read: () => createReadStream(path, { highWaterMark: PIECE }) }
}
