import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of an archive that is built to be read, or to be refused. */
export interface Entry {
  readonly name: string
  readonly data: Uint8Array | string
  readonly stored?: boolean
  /** What the directory says, where that is not the truth. */
  readonly size?: number
  readonly crc?: number
  readonly method?: number
  readonly flags?: number
  /** Other bytes than those of the packed data. */
  readonly packed?: Uint8Array
  readonly localName?: string
}

export interface Archive {
  readonly comment?: string
  readonly count?: number
  /** Change the places of entries, to make them overlap. */
  readonly offsets?: (offset: number, at: number) => number
}

/** An archive with these entries in their order, explicit in all that a reader looks at. */
export function buildZip(entries: readonly Entry[], { comment = '', count, offsets }: Archive = {}): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [at, entry] of entries.entries()) {
    const data = Buffer.from(entry.data as Uint8Array)
    const packed = Buffer.from(entry.packed ?? (entry.stored ? data : deflateRawSync(data)))
    const facts = factsOf(entry, data, packed)
    const local = Buffer.concat([u32(0x04034b50), u16(20), facts(entry.localName ?? entry.name), u16(0)])
    const localName = Buffer.from(entry.localName ?? entry.name)
    pieces.push(local, localName, packed)
    const place = offsets ? offsets(offset, at) : offset
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        u16(20),
        facts(entry.name),
        u16(0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
      ]),
      u32(place),
      Buffer.from(entry.name),
    )
    offset += local.length + localName.length + packed.length
  }
  const central = Buffer.concat(directory)
  const number = u16(count ?? entries.length)
  const end = [u32(0x06054b50), u16(0), u16(0), number, number, u32(central.length), u32(offset)]
  return Buffer.concat([...pieces, central, ...end, u16(Buffer.byteLength(comment)), Buffer.from(comment)])
}

/** The fields that both headers of an entry have, from its flags to the length of its name. */
function factsOf(entry: Entry, data: Buffer, packed: Buffer): (name: string) => Buffer {
  const method = entry.method ?? (entry.stored ? 0 : 8)
  return (name) =>
    Buffer.concat([
      ...[u16(entry.flags ?? 0), u16(method), u16(0), u16(0)],
      ...[u32(entry.crc ?? crc32(data)), u32(packed.length), u32(entry.size ?? data.length)],
      u16(Buffer.byteLength(name)),
    ])
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
