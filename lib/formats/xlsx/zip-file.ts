import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { faultOf } from '../faults.ts'
import { MAX_PARTS, MAX_UNPACKED_BYTES } from '../limits.ts'
import { damaged, WorkbookDamage } from './damage.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

const STORED = 0
const DEFLATED = 8
const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
const LONGEST_NAME = 512
const CHUNK_BYTES = 256 * 1024

/** An entry and where its packed bytes are. */
export interface ZipPart extends ZipEntry {
  readonly packed: Buffer
}

/** The parts of an archive whose directory is sound, by folded name. Unpacking holds each to its size and checksum. */
export type ZipParts = ReadonlyMap<string, ZipPart>

/**
 * Refuses, before a byte is unpacked, what no spreadsheet writes: too many parts or bytes, encrypted ones, unknown
 * methods, two of one name, parts that overlap or lie outside of the file. Throws WorkbookDamage.
 */
export function soundParts(bytes: Uint8Array, directory: ZipDirectory): ZipParts {
  const { entries } = directory
  if (entries.length > MAX_PARTS) throw damaged()
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0)
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new WorkbookDamage(faultOf('unpacks-too-large', { details: { bytes: MAX_UNPACKED_BYTES } }))
  }
  const parts = new Map<string, ZipPart>()
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    const part = packedPart(bytes, entry)
    const name = partName(entry.name)
    if (entry.offset < end || !isSane(entry) || parts.has(name)) throw damaged()
    end = part.packed.byteOffset - bytes.byteOffset + part.packed.length
    if (end > directory.offset) throw damaged()
    parts.set(name, part)
  }
  return parts
}

/** The part that an entry speaks of, by itself. Throws WorkbookDamage where it is not there. */
export function packedPart(bytes: Uint8Array, entry: ZipEntry): ZipPart {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const from = dataOffset(file, entry)
  const packed = file.subarray(from, from + entry.packedSize)
  if (packed.length !== entry.packedSize) throw damaged()
  return { ...entry, packed }
}

/** Names of parts are the same in either case. */
export function partName(name: string): string {
  return name.toLowerCase()
}

/** A part as a whole, of at most so many bytes. Throws WorkbookDamage where it is larger or not what it says. */
export function unpackWhole(part: ZipPart, most: number): Buffer {
  if (part.size > most) throw damaged()
  const whole = part.method === STORED ? part.packed : inflated(part)
  if (whole.length !== part.size || crc32(whole) !== part.crc) throw damaged()
  return whole
}

/** A part in pieces, none of which is kept. Throws WorkbookDamage as soon as it is more than it says. */
export async function* unpack(part: ZipPart): AsyncGenerator<Buffer> {
  let size = 0
  let crc = 0
  for await (const piece of piecesOf(part)) {
    size += piece.length
    if (size > part.size) throw damaged()
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== part.size || crc !== part.crc) throw damaged()
}

function inflated({ packed, size }: ZipPart): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch {
    throw damaged()
  }
}

async function* piecesOf({ method, packed }: ZipPart): AsyncGenerator<Buffer> {
  if (method === STORED) {
    for (let at = 0; at < packed.length; at += CHUNK_BYTES) yield packed.subarray(at, at + CHUNK_BYTES)
    return
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  inflate.end(packed)
  try {
    for await (const piece of inflate) yield piece
  } catch {
    throw damaged()
  } finally {
    inflate.destroy()
  }
  // Bytes behind the end of what is packed are hidden from whoever unpacks it.
  if (inflate.bytesWritten !== packed.length) throw damaged()
}

function isSane({ name, method, encrypted, packedSize, size }: ZipEntry): boolean {
  if (encrypted || name.length > LONGEST_NAME || /[\p{Cc}:]|^\/|(?:^|\/)\.\.(?:\/|$)/u.test(name))
    return false
  return method === DEFLATED || (method === STORED && packedSize === size)
}

/** Where the packed bytes begin: behind the entry's own header, which must have the same name. */
function dataOffset(file: Buffer, { name, offset }: ZipEntry): number {
  if (offset + LOCAL_SIZE > file.length || file.readUInt32LE(offset) !== LOCAL) throw damaged()
  const nameEnd = offset + LOCAL_SIZE + file.readUInt16LE(offset + 26)
  const own = file.toString('utf8', offset + LOCAL_SIZE, nameEnd).replaceAll('\\', '/')
  if (own !== name) throw damaged()
  return nameEnd + file.readUInt16LE(offset + 28)
}
