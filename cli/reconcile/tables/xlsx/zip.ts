import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of a ZIP; its text is asked for when its turn comes, and gone through once. */
export interface Part {
  readonly path: string
  readonly text: () => Iterable<string>
}

interface Packed {
  readonly chunks: readonly Uint8Array[]
  readonly size: number
  readonly packedSize: number
  readonly crc: number
}

const MOST_BYTES = 0xffffffff
const VERSION = 20
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** 1 January 1980: when it was written is no part of a report, and the same report is to give the same bytes. */
const NO_DATE = 0x0021

/**
 * A ZIP, piece by piece, its parts in the order given; at most one packed part is held at a time. Throws `RangeError`
 * past the 4 GiB that its directory can name.
 */
export async function* zipped(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { path, text } of parts) {
    const packed = await deflated(text())
    if (Math.max(packed.size, offset + packed.packedSize) > MOST_BYTES) {
      throw new RangeError('A ZIP of this kind ends at 4 GiB.')
    }
    const name = Buffer.from(path)
    const header = localHeader(name, packed)
    yield header
    yield* packed.chunks
    directory.push(directoryEntry(name, packed, offset))
    offset += header.length + packed.packedSize
  }
  const entries = Buffer.concat(directory)
  yield entries
  yield endOfDirectory(parts.length, entries.length, offset)
}

async function deflated(text: Iterable<string>): Promise<Packed> {
  const deflate = createDeflateRaw()
  const chunks: Uint8Array[] = []
  let size = 0
  let packedSize = 0
  let crc = 0
  deflate.on('data', (chunk: Uint8Array) => {
    chunks.push(chunk)
    packedSize += chunk.length
  })
  const ended = once(deflate, 'end')
  for (const piece of text) {
    const bytes = Buffer.from(piece)
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!deflate.write(bytes)) await once(deflate, 'drain')
  }
  deflate.end()
  await ended
  return { chunks, size, packedSize, crc }
}

/** What a part is, as it stands before the part and again in the directory. */
function description(name: Uint8Array, { crc, packedSize, size }: Packed): Uint8Array {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(UTF8_NAMES, 2)
  fields.writeUInt16LE(DEFLATED, 4)
  fields.writeUInt16LE(NO_DATE, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(packedSize, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function localHeader(name: Uint8Array, packed: Packed): Uint8Array {
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), description(name, packed), name])
}

function directoryEntry(name: Uint8Array, packed: Packed, offset: number): Uint8Array {
  const made = Buffer.alloc(2)
  made.writeUInt16LE(VERSION)
  // Comment, disk and attributes are left at 0; where the part begins comes last.
  const place = Buffer.alloc(14)
  place.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from('PK\u0001\u0002'), made, description(name, packed), place, name])
}

function endOfDirectory(parts: number, size: number, offset: number): Uint8Array {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(parts, 8)
  end.writeUInt16LE(parts, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
