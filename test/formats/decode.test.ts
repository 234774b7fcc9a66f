import { describe, expect, it } from 'vitest'
import { decode, decodeReplacing } from '../../lib/formats/decode.ts'
import { accepted, encode, faultsOf } from './sheet-files.ts'

const TEXT = 'दिनांक,केंद्र\n2021-08-28,DKMM\n'
const reason = (bytes: Uint8Array, maxBytes?: number) => faultsOf(decode(bytes, maxBytes))[0]?.reason
const bytes = (...values: readonly number[]) => Uint8Array.from([...values, 0x41, 0x42])

const OLD_WORKBOOK = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)

describe('text', () => {
  it.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'] as const)('is read from %s', (encoding) => {
    expect(accepted(decode(encode(TEXT, encoding)))).toBe(TEXT)
  })

  it('is refused as not-text where its bytes are none', () => {
    expect(reason(Uint8Array.from([0x61, 0xe9, 0x62, 0x0a]))).toBe('not-text')
    expect(reason(Buffer.from('a,b\0c\n'))).toBe('not-text')
    expect(reason(Buffer.from('a,b\n', 'utf16le'))).toBe('not-text')
    expect(reason(Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]))).toBe('not-text')
    expect(reason(Uint8Array.from([0xff, 0xfe, 0x61]))).toBe('not-text')
  })

  it('is refused as empty-file without a byte', () => {
    expect(reason(new Uint8Array())).toBe('empty-file')
  })

  it('is refused as too-large past 32 MiB, or past the limit given', () => {
    expect(reason(new Uint8Array(32 * 1024 * 1024 + 1))).toBe('too-large')
    expect(reason(Buffer.from('a,b\n'), 3)).toBe('too-large')
    expect(decode(Buffer.alloc(32 * 1024 * 1024, 'a')).ok).toBe(true)
  })
})

describe('the text of a feed', () => {
  it('has a mark where bytes are no character', () => {
    const content = Buffer.concat([Buffer.from('a,b\nRam,'), Uint8Array.of(0xe9), Buffer.from('x\n')])
    expect(accepted(decodeReplacing(content))).toBe('a,b\nRam,\ufffdx\n')
    const odd = Buffer.concat([encode(TEXT, 'utf-16be'), Uint8Array.of(0x09)])
    expect(accepted(decodeReplacing(odd))).toBe(`${TEXT}\ufffd`)
  })

  it('is refused as not-text where most of it is none, or where it has a zero byte', () => {
    const refused = (content: Uint8Array) => faultsOf(decodeReplacing(content))[0]?.reason
    expect(refused(bytes(0xe9, 0xe9))).toBe('not-text')
    expect(refused(Buffer.from('a,b\0c\n'))).toBe('not-text')
  })
})

describe('a file of another kind', () => {
  const archive = (name: string) =>
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from(name), Buffer.alloc(50)])

  it.each([
    ['a damaged XLSX', archive('[Content_Types].xml'), 'damaged-workbook'],
    ['an ODS', archive('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), 'is-opendocument'],
    ['a ZIP', archive('tokens.csv'), 'is-archive'],
    ['an empty ZIP', bytes(0x50, 0x4b, 0x05, 0x06), 'is-archive'],
    ['a gzip', bytes(0x1f, 0x8b), 'is-archive'],
    ['an old XLS', OLD_WORKBOOK, 'is-old-workbook'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'is-pdf'],
    ['HTML', Buffer.from('\n <html><table>'), 'is-web-page'],
    ['XML', Buffer.from('<?xml version="1.0"?>'), 'is-web-page'],
    ['JSON', Buffer.from('[{"date": "2021-08-28"}]'), 'not-a-table'],
  ])('%s is told by its content', (_, content, expected) => {
    expect(reason(content)).toBe(expected)
  })

  it('is answered with what to do', () => {
    for (const content of [archive('xl/'), OLD_WORKBOOK, Buffer.from('<html>')]) {
      expect(faultsOf(decode(content))[0]?.message).toContain('.xlsx')
    }
  })
})
