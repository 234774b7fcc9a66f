/**
 * The directory of a ZIP archive, read before anything is unpacked: its sizes are promises, which whoever unpacks an
 * entry holds it to.
 */

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  /** Bytes in the archive, and unpacked. */
  readonly packedSize: number
  readonly size: number
  /** Of its own header, which must name it again. */
  readonly offset: number
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  /** Where the directory begins: entries lie before it. */
  readonly offset: number
}

const END = 0x06054b50
const END_SIZE = 22
const LONGEST_COMMENT = 0xffff
const CENTRAL = 0x02014b50
const CENTRAL_SIZE = 46
const END_64_LOCATOR = 0x07064b50
const END_64_LOCATOR_SIZE = 20
const END_64 = 0x06064b50
const END_64_SIZE = 56
const EXTRA_64 = 1
/** Stands for a number that is in the 64-bit fields. */
const IN_64 = 0xffffffff
const ENCRYPTED = 1
// A writer of the last century separated folders by the other stroke.
const STROKE = /\\/g

/** Every entry that the directory lists; null where there is none, or it is cut off or does not add up. */
export function readZipDirectory(bytes: Uint8Array): ZipDirectory | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = endOf(file)
    return end && { entries: entriesOf(file, end), offset: end.offset }
  } catch (error) {
    // Buffer's own: something points past the end of the file.
    if (error instanceof RangeError) return null
    throw error
  }
}

interface End {
  readonly count: number
  readonly offset: number
}

function endOf(file: Buffer): End | null {
  const first = Math.max(0, file.length - END_SIZE - LONGEST_COMMENT)
  for (let at = file.length - END_SIZE; at >= first; at--) {
    if (file.readUInt32LE(at) !== END || at + END_SIZE + file.readUInt16LE(at + 20) !== file.length) continue
    const count = file.readUInt16LE(at + 10)
    const offset = file.readUInt32LE(at + 16)
    return count === 0xffff || offset === IN_64 ? end64Of(file, at) : { count, offset }
  }
  return null
}

function end64Of(file: Buffer, endAt: number): End | null {
  const locator = endAt - END_64_LOCATOR_SIZE
  if (locator < 0 || file.readUInt32LE(locator) !== END_64_LOCATOR) return null
  const at = wide(file, locator + 8)
  if (at + END_64_SIZE > file.length || file.readUInt32LE(at) !== END_64) return null
  return { count: wide(file, at + 32), offset: wide(file, at + 48) }
}

function entriesOf(file: Buffer, { count, offset }: End): readonly ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = offset; entries.length < count; ) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new RangeError('not an entry')
    const nameEnd = at + CENTRAL_SIZE + file.readUInt16LE(at + 28)
    const extraEnd = nameEnd + file.readUInt16LE(at + 30)
    entries.push(entryOf(file, at, nameEnd, extraEnd))
    at = extraEnd + file.readUInt16LE(at + 32)
  }
  return entries
}

function entryOf(file: Buffer, at: number, nameEnd: number, extraEnd: number): ZipEntry {
  if (extraEnd > file.length) throw new RangeError('cut off')
  const wider = wideNumbers(file, nameEnd, extraEnd)
  const number = (from: number): number => {
    const value = file.readUInt32LE(from)
    return value === IN_64 ? wider() : value
  }
  // In the order of the 64-bit fields.
  const size = number(at + 24)
  const packedSize = number(at + 20)
  const offset = number(at + 42)
  return {
    name: file.toString('utf8', at + CENTRAL_SIZE, nameEnd).replace(STROKE, '/'),
    method: file.readUInt16LE(at + 10),
    encrypted: (file.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
    crc: file.readUInt32LE(at + 16),
    packedSize,
    size,
    offset,
  }
}

/** Gives the numbers of the 64-bit field one after the other. */
function wideNumbers(file: Buffer, from: number, to: number): () => number {
  let at = from
  while (at + 4 <= to && file.readUInt16LE(at) !== EXTRA_64) at += 4 + file.readUInt16LE(at + 2)
  const end = at + 4 <= to ? Math.min(to, at + 4 + file.readUInt16LE(at + 2)) : at
  at += 4
  return () => {
    if (at + 8 > end) throw new RangeError('no such number')
    at += 8
    return wide(file, at - 8)
  }
}

function wide(file: Buffer, at: number): number {
  const value = Number(file.readBigUInt64LE(at))
  if (!Number.isSafeInteger(value)) throw new RangeError('past any file')
  return value
}
