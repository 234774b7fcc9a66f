import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { contentKind, startKind } from '../../lib/formats/file-kind.ts'
import { encode } from './sheet-files.ts'
import { buildWorkbook, contentTypes, rowsOf } from './xlsx/workbook-builder.ts'
import { buildZip, type Entry, u32 } from './xlsx/zip-builder.ts'

const office = (name: string): Buffer => readFileSync(new URL(`./files/${name}`, import.meta.url))
const bytes = (...values: readonly (number | string)[]): Buffer =>
  Buffer.concat([
    ...values.map((value) =>
      typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'),
    ),
    Buffer.alloc(64, 'x'),
  ])
const zip = (...entries: readonly (Entry | string)[]): Buffer =>
  buildZip(entries.map((entry) => (typeof entry === 'string' ? { name: entry, data: 'x' } : entry)))
const types = (main: string): Entry => ({ name: '[Content_Types].xml', data: contentTypes(1, main) })
const mimetype = (of: string): Entry => ({
  name: 'mimetype',
  data: `application/vnd.oasis.opendocument.${of}`,
  stored: true,
})
const sheet = buildWorkbook({ sheets: [{ rows: rowsOf([['date']]) }] })

describe('a file is told by its content', () => {
  it.each<[string, Buffer, string]>([
    ['CSV', Buffer.from('date,centre_id\n'), 'text'],
    ['nothing', Buffer.alloc(0), 'text'],
    ['CSV that begins like a bitmap', Buffer.from('BM,centre_id,token_no\n2021-08-28,DKMM,1\n'), 'text'],
    ['CSV that begins like an archive', Buffer.from('PK,7z,BZh9,Rar!\n'), 'text'],
    ['CSV in UTF-16', Buffer.from(encode('date,centre_id\n', 'utf-16be')), 'text'],
    ['JSON', Buffer.from(' \n[{"date": 1}]'), 'json'],
    ['JSON behind a mark', Buffer.from('\ufeff{"date": 1}'), 'json'],
    ['a web page', Buffer.from('\n <html><table>'), 'is-web-page'],
    ['a web page in UTF-16', Buffer.from(encode('<html>', 'utf-16le')), 'is-web-page'],
    ['XML behind a mark', Buffer.from('\ufeff<?xml version="1.0"?>'), 'is-web-page'],
    ['a web page in one file', Buffer.from('MIME-Version: 1.0\r\n'), 'is-web-page'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'is-pdf'],
    ['a PDF behind a line end', Buffer.from('\r\n%PDF-1.7\n'), 'is-pdf'],
    ['rich text', Buffer.from('{\\rtf1\\ansi'), 'is-document'],
    ['a PNG', bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'is-picture'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'is-picture'],
    ['a GIF', bytes('GIF89a'), 'is-picture'],
    ['a WebP', bytes('RIFF', 1, 2, 3, 4, 'WEBP'), 'is-picture'],
    ['a TIFF', bytes('II*', 0), 'is-picture'],
    ['a TIFF of the other order', bytes('MM', 0, '*'), 'is-picture'],
    [
      'a bitmap',
      Buffer.concat([bytes('BM').subarray(0, 6), u32(0), u32(54), u32(40), Buffer.alloc(40)]),
      'is-picture',
    ],
    ['a HEIC', bytes(0, 0, 0, 24, 'ftypheic'), 'is-picture'],
    ['a gzip', gzipSync('date\n'), 'is-archive'],
    ['a 7z', bytes('7z', 0xbc, 0xaf, 0x27, 0x1c), 'is-archive'],
    ['a RAR', bytes('Rar!', 0x1a, 7), 'is-archive'],
    ['a ZIP', zip('tokens.csv'), 'is-archive'],
    ['a ZIP of a workbook', zip('tokens.xlsx'), 'is-archive'],
    ['an empty ZIP', zip(), 'is-archive'],
    ['a ZIP that is cut off', zip('tokens.csv').subarray(0, 60), 'is-archive'],
    ['a workbook', sheet, 'workbook'],
    ['a workbook that is cut off', sheet.subarray(0, 400), 'damaged-workbook'],
    [
      'a workbook with macros, by its type',
      zip(types('sheet.main'), 'xl/vbaProject.bin'),
      'is-macro-workbook',
    ],
    [
      'a template with macros',
      zip(
        { name: '[Content_Types].xml', data: 'application/vnd.ms-excel.template.macroEnabled.main+xml' },
        'xl/workbook.xml',
      ),
      'is-macro-workbook',
    ],
    ['a binary workbook', zip(types('sheet.main'), 'xl/workbook.bin'), 'is-binary-workbook'],
    ['an ODS', zip(mimetype('spreadsheet'), 'content.xml', 'META-INF/manifest.xml'), 'is-opendocument'],
    ['an ODS without its type', zip('content.xml', 'META-INF/manifest.xml'), 'is-opendocument'],
    ['an ODT', zip(mimetype('text'), 'content.xml', 'META-INF/manifest.xml'), 'is-document'],
    ['a DOCX', zip(types('sheet.main'), 'word/document.xml'), 'is-document'],
    ['a PPTX', zip(types('sheet.main'), 'ppt/presentation.xml'), 'is-document'],
    ['an ODS of LibreOffice', office('register.ods'), 'is-opendocument'],
    ['an XLS of LibreOffice', office('register.xls'), 'is-old-workbook'],
    ['an XLS with a password', withPassword(office('register.xls')), 'is-encrypted'],
    ['an XLSX with a password', office('password.xlsx'), 'is-encrypted'],
    ['an old document', compound('WordDocument'), 'is-document'],
    ['an old workbook whose directory is lost', compound('').subarray(0, 520), 'is-old-workbook'],
  ])('%s', (_, content, kind) => {
    expect(contentKind(content)).toBe(kind)
  })

  it('and by its first bytes alone, but for containers', () => {
    expect(startKind(sheet.subarray(0, 4096))).toBe('container')
    expect(startKind(office('register.xls').subarray(0, 512))).toBe('container')
    expect(startKind(Buffer.from('date,centre_id\n'))).toBe('text')
    expect(startKind(Buffer.from('%PDF-1.7\n'))).toBe('is-pdf')
  })
})

/** The second record of the workbook made the one that asks for a password. */
function withPassword(file: Buffer): Buffer {
  const copy = Buffer.from(file)
  const beginning = copy.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]))
  copy.writeUInt16LE(0x2f, beginning + 4 + copy.readUInt16LE(beginning + 2))
  return copy
}

/** A container of one sector and a directory with this name. */
function compound(name: string): Buffer {
  const file = Buffer.alloc(1024)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.writeUInt16LE(9, 30)
  file.write(name, 512, 'utf16le')
  file.writeUInt16LE(2 * (name.length + 1), 512 + 64)
  return file
}
