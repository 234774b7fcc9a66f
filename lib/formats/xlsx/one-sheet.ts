import { crc32, deflateRawSync } from 'node:zlib'
import type { ZipPart } from './zip-file.ts'

const SHEET = 'xl/worksheets/sheet1.xml'
const STRINGS = 'xl/sharedStrings.xml'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
const CENTRAL = 0x02014b50
const CENTRAL_SIZE = 46
const END = 0x06054b50
const END_SIZE = 22
const VERSION = 20
const UTF8_NAMES = 0x800
const DEFLATED = 8

/**
 * A workbook of this one sheet, for the library that reads its rows: names, relations and whatever else a package may
 * hold to lead a reader astray stay behind, and packed bytes that were screened are taken over as they are. Styles
 * stay behind too: without them every number comes as it was stored, not as a date that was rounded.
 */
export function oneSheetWorkbook(sheet: ZipPart, strings: ZipPart | null): Uint8Array {
  const relations = [
    relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    ...(strings ? [relation('rId2', 'sharedStrings', 'sharedStrings.xml')] : []),
  ]
  const listed = '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets>'
  return zipOf([
    xmlPart('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"/>`),
    xmlPart('_rels/.rels', relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')])),
    xmlPart('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${listed}</workbook>`),
    xmlPart('xl/_rels/workbook.xml.rels', relationships(relations)),
    ...(strings ? [{ ...strings, name: STRINGS }] : []),
    { ...inPieces(sheet), name: SHEET },
  ])
}

/** The library takes a part that is not packed in one piece, and holds all its rows at once. */
function inPieces(sheet: ZipPart): ZipPart {
  return sheet.method === DEFLATED ? sheet : packedPart(SHEET, sheet.packed)
}

/** A sheet of these rows. */
export function sheetPart(rows: readonly string[]): ZipPart {
  const data = rows.map((cells, at) => `<row r="${at + 1}">${cells}</row>`).join('')
  return packedPart(
    SHEET,
    Buffer.from(`<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`, 'latin1'),
  )
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
}

function relationships(relations: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`
}

function xmlPart(name: string, xml: string): ZipPart {
  return packedPart(name, Buffer.from(xml))
}

function packedPart(name: string, whole: Buffer): ZipPart {
  const packed = deflateRawSync(whole, { level: 1 })
  return {
    name,
    method: DEFLATED,
    encrypted: false,
    crc: crc32(whole),
    packedSize: packed.length,
    size: whole.length,
    offset: 0,
    packed,
  }
}

function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const local = localHeader(part, name.length)
    pieces.push(local, name, part.packed)
    directory.push(centralHeader(part, name.length, offset), name)
    offset += local.length + name.length + part.packed.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...pieces, central, endRecord(parts.length, central.length, offset)])
}

function localHeader(part: ZipPart, nameLength: number): Buffer {
  const header = Buffer.alloc(LOCAL_SIZE)
  header.writeUInt32LE(LOCAL, 0)
  writeFacts(header, 4, part, nameLength)
  return header
}

function centralHeader(part: ZipPart, nameLength: number, offset: number): Buffer {
  const header = Buffer.alloc(CENTRAL_SIZE)
  header.writeUInt32LE(CENTRAL, 0)
  header.writeUInt16LE(VERSION, 4)
  writeFacts(header, 6, part, nameLength)
  header.writeUInt32LE(offset, 42)
  return header
}

/** The fields that both headers of a part share. */
function writeFacts(header: Buffer, at: number, part: ZipPart, nameLength: number): void {
  header.writeUInt16LE(VERSION, at)
  header.writeUInt16LE(UTF8_NAMES, at + 2)
  header.writeUInt16LE(part.method, at + 4)
  header.writeUInt32LE(part.crc, at + 10)
  header.writeUInt32LE(part.packedSize, at + 14)
  header.writeUInt32LE(part.size, at + 18)
  header.writeUInt16LE(nameLength, at + 22)
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
