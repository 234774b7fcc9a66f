import { createHash } from 'node:crypto'

/** A file that can be read from its beginning, as often as need be. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number
  read(): AsyncIterable<Uint8Array>
}

const PIECE = 1024 * 1024

/** Bytes that are in memory already. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
    },
  }
}

/** The whole of a source; for files whose size is known to be bounded. */
export async function bytesOf(source: ByteSource): Promise<Uint8Array> {
  const bytes = new Uint8Array(source.size)
  let at = 0
  for await (const piece of source.read()) {
    bytes.set(piece, at)
    at += piece.length
  }
  return at === bytes.length ? bytes : bytes.subarray(0, at)
}

/** SHA-256 of a source, in hexadecimal. */
export async function sha256OfSource(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of source.read()) hash.update(piece)
  return hash.digest('hex')
}
