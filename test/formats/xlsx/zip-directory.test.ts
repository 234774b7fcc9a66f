import { describe, expect, it } from 'vitest'
import { WorkbookDamage } from '../../../lib/formats/xlsx/damage.ts'
import { readZipDirectory } from '../../../lib/formats/xlsx/zip-directory.ts'
import { soundParts, unpack, unpackWhole } from '../../../lib/formats/xlsx/zip-file.ts'
import { type Archive, buildZip, type Entry, u16, u32 } from './zip-builder.ts'

const ENTRIES: readonly Entry[] = [
  { name: 'a.xml', data: 'a'.repeat(1000) },
  { name: 'Folder/b.xml', data: 'b', stored: true },
]

/** The name of the damage, or of each part. */
function soundness(entries: readonly Entry[], archive?: Archive): string | readonly string[] {
  const bytes = buildZip(entries, archive)
  const directory = readZipDirectory(bytes)
  if (!directory) return 'no directory'
  try {
    return [...soundParts(bytes, directory).keys()]
  } catch (error) {
    if (error instanceof WorkbookDamage) return error.fault.reason
    throw error
  }
}

describe('the directory of an archive', () => {
  it('lists what is in it, behind a comment too', () => {
    const [a, b] = readZipDirectory(buildZip(ENTRIES, { comment: 'PK\x05\x06 a comment' }))!.entries
    expect(a).toMatchObject({ name: 'a.xml', method: 8, size: 1000, encrypted: false, offset: 0 })
    expect(b).toMatchObject({ name: 'Folder/b.xml', method: 0, size: 1, packedSize: 1 })
  })

  it('may have numbers of 64 bits', () => {
    const extra = Buffer.concat([u16(1), u16(16), u32(7), u32(0), u32(5), u32(0)])
    const name = Buffer.from('a')
    const central = Buffer.concat([
      ...[u32(0x02014b50), u16(45), u16(45), u16(0), u16(8), u32(0), u32(0)],
      ...[
        u32(0xffffffff),
        u32(0xffffffff),
        u16(1),
        u16(extra.length),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(0),
      ],
      ...[name, extra],
    ])
    const end64 = Buffer.concat([
      ...[u32(0x06064b50), u32(44), u32(0), u16(45), u16(45), u32(0), u32(0)],
      ...[u32(1), u32(0), u32(1), u32(0), u32(central.length), u32(0), u32(0), u32(0)],
    ])
    const locator = Buffer.concat([u32(0x07064b50), u32(0), u32(central.length), u32(0), u32(1)])
    const end = [
      u32(0x06054b50),
      u16(0),
      u16(0),
      u16(0xffff),
      u16(0xffff),
      u32(0xffffffff),
      u32(0xffffffff),
      u16(0),
    ]
    const directory = readZipDirectory(Buffer.concat([central, end64, locator, ...end]))
    expect(directory?.entries).toEqual([expect.objectContaining({ name: 'a', size: 7, packedSize: 5 })])
  })

  it.each([
    ['is cut off', (zip: Buffer) => zip.subarray(0, -1)],
    ['has something behind it', (zip: Buffer) => Buffer.concat([zip, Buffer.from('x')])],
    ['says of more entries than there are', () => buildZip(ENTRIES, { count: 3 })],
    ['is of nothing', () => Buffer.from('PK')],
  ])('is none where the archive %s', (_, change) => {
    expect(readZipDirectory(change(buildZip(ENTRIES)))).toBeNull()
  })
})

describe('the parts of an archive', () => {
  it('are found by their names in either case and with either stroke', () => {
    expect(soundness([{ name: 'XL\\Sheet.XML', data: 'x' }])).toEqual(['xl/sheet.xml'])
  })

  it.each<[string, readonly Entry[], Archive?]>([
    ['one is encrypted', [{ name: 'a', data: 'x', flags: 1 }]],
    ['one is packed in a way that nobody uses', [{ name: 'a', data: 'x', method: 12 }]],
    ['one is not packed, and larger than it is', [{ name: 'a', data: 'x', stored: true, size: 2 }]],
    [
      'two have one name',
      [
        { name: 'a', data: 'x' },
        { name: 'A', data: 'y' },
      ],
    ],
    ['one is called otherwise in its own place', [{ name: 'a', data: 'x', localName: 'b' }]],
    ['one lies outside', [{ name: '../a', data: 'x' }]],
    ['one has a place from the root', [{ name: '/a', data: 'x' }]],
    ['one has a name of no characters', [{ name: 'a\nb', data: 'x' }]],
    ['two overlap', ENTRIES, { offsets: () => 0 }],
    ['one lies behind the directory', ENTRIES, { offsets: (offset) => offset + 10_000 }],
    ['there are too many', Array.from({ length: 4097 }, (_, at) => ({ name: String(at), data: '' }))],
  ])('are refused where %s', (_, entries, archive) => {
    expect(soundness(entries, archive)).toBe('damaged-workbook')
  })

  it('are refused where they say that they unpack to more than 200 MiB together', () => {
    const entries = ['a', 'b'].map((name) => ({ name, data: 'x', size: 110 * 1024 * 1024 }))
    expect(soundness(entries)).toBe('unpacks-too-large')
  })
})

describe('unpacking a part', () => {
  const partOf = (entry: Entry) => {
    const bytes = buildZip([entry])
    return [...soundParts(bytes, readZipDirectory(bytes)!).values()][0]!
  }
  const streamed = async (entry: Entry): Promise<string> => {
    const pieces: Buffer[] = []
    for await (const piece of unpack(partOf(entry))) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  }

  it.each(ENTRIES)('gives all of $name', async (entry) => {
    expect(await streamed(entry)).toBe(entry.data)
    expect(unpackWhole(partOf(entry), 1000).toString()).toBe(entry.data)
  })

  it.each<[string, Entry]>([
    ['it is larger than it says', { name: 'a', data: 'x'.repeat(100), size: 99 }],
    ['it is smaller than it says', { name: 'a', data: 'x'.repeat(100), size: 101 }],
    ['its checksum is another', { name: 'a', data: 'x', crc: 1 }],
    ['its checksum is another, not packed', { name: 'a', data: 'x', crc: 1, stored: true }],
    ['its packing is broken', { name: 'a', data: 'x', packed: Buffer.from('broken') }],
    ['something is hidden behind it', { name: 'a', data: 'x', packed: Buffer.from('4b04009999', 'hex') }],
  ])('stops where %s', async (_, entry) => {
    await expect(streamed(entry)).rejects.toBeInstanceOf(WorkbookDamage)
    if (!_.startsWith('something')) expect(() => unpackWhole(partOf(entry), 1000)).toThrow(WorkbookDamage)
  })

  it('stops where a part that is read whole is too large for it', () => {
    expect(() => unpackWhole(partOf(ENTRIES[0]!), 999)).toThrow(WorkbookDamage)
  })
})
