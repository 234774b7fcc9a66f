/** The container of office files before 2007, and of those since that are protected by a password. */

export type CompoundKind = 'is-encrypted' | 'is-old-workbook' | 'is-document'

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const SECTOR_SHIFT_AT = 30
const NAME_BYTES = 64
const FIRST_SECTOR_AT = 116
const SIZE_AT = 120
const LEAST_OF_ITS_OWN = 4096
const SMALL_SECTOR = 64
const BEGINNING_OF_FILE = 0x0809
const FILE_PASSWORD = 0x2f
// The password, if any, stands among the first records of a workbook.
const RECORDS = 8

export function isCompound(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

/**
 * Told by the names in its directory, wherever that is: they are in UTF-16 and occur nowhere else. What is neither
 * encrypted nor a text document is called an old workbook, which most are.
 */
export function compoundKind(bytes: Uint8Array): CompoundKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (nameAt(file, 'EncryptedPackage') >= 0 || nameAt(file, 'EncryptionInfo') >= 0) return 'is-encrypted'
  const workbook = Math.max(nameAt(file, 'Workbook'), nameAt(file, 'Book'))
  if (workbook >= 0) return hasPassword(file, workbook) ? 'is-encrypted' : 'is-old-workbook'
  const isDocument = nameAt(file, 'WordDocument') >= 0 || nameAt(file, 'PowerPoint Document') >= 0
  return isDocument ? 'is-document' : 'is-old-workbook'
}

/** Where an entry of that name begins; -1 where there is none. Entries begin with their name and a zero behind it. */
function nameAt(file: Buffer, name: string): number {
  const written = Buffer.from(`${name}\0`, 'utf16le')
  for (let at = file.indexOf(written); at >= 0; at = file.indexOf(written, at + 2)) {
    const isLength =
      at + NAME_BYTES + 2 <= file.length && file.readUInt16LE(at + NAME_BYTES) === written.length
    if (isLength) return at
  }
  return -1
}

function hasPassword(file: Buffer, entry: number): boolean {
  let at = streamAt(file, entry)
  for (let record = 0; record < RECORDS && at >= 0 && at + 4 <= file.length; record++) {
    const kind = file.readUInt16LE(at)
    if (record === 0 && kind !== BEGINNING_OF_FILE) return false
    if (kind === FILE_PASSWORD) return true
    at += 4 + file.readUInt16LE(at + 2)
  }
  return false
}

/** Where the stream of an entry begins. Small ones are kept within the stream of the root, in a row as a rule. */
function streamAt(file: Buffer, entry: number): number {
  if (entry + SIZE_AT + 4 > file.length) return file.length
  const first = file.readUInt32LE(entry + FIRST_SECTOR_AT)
  if (file.readUInt32LE(entry + SIZE_AT) >= LEAST_OF_ITS_OWN) return sectorAt(file, first)
  // The root is the first entry of a directory; one that was given up may lie before.
  const root = file.lastIndexOf(Buffer.from('Root Entry\0', 'utf16le'), entry)
  if (root < 0 || root + FIRST_SECTOR_AT + 4 > file.length) return file.length
  return sectorAt(file, file.readUInt32LE(root + FIRST_SECTOR_AT)) + first * SMALL_SECTOR
}

/** Sectors follow a header of the size of one. */
function sectorAt(file: Buffer, sector: number): number {
  return (sector + 1) * (1 << file.readUInt16LE(SECTOR_SHIFT_AT))
}
