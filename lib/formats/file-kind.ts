import { compoundKind, isCompound } from './compound-file.ts'
import type { PlainFaultCode } from './faults.ts'
import { packageKind } from './xlsx/package-kind.ts'

/** What a file is by its bytes, whatever it is called: what is read, or the code by which it is refused. */
export type ContentKind = 'text' | 'json' | 'workbook' | ForeignKind
type ForeignKind = Extract<PlainFaultCode, `is-${string}` | 'damaged-workbook' | 'not-a-table'>

/** What can be told by the beginning: of a container, only that it must be had whole to tell more. */
export type StartKind = 'text' | 'json' | 'container' | ForeignKind

/** As many first bytes as are looked at. */
export const START_BYTES = 4096

const ZIP = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x50, 0x4b, 0x07, 0x08],
]

/** By their first bytes, which no text begins with. */
const SIGNATURES: readonly (readonly [ForeignKind, readonly number[]])[] = [
  ['is-pdf', ascii('%PDF-')],
  ['is-picture', [0x89, ...ascii('PNG')]],
  ['is-picture', [0xff, 0xd8, 0xff]],
  ['is-picture', ascii('GIF87a')],
  ['is-picture', ascii('GIF89a')],
  ['is-picture', [...ascii('II*'), 0]],
  ['is-picture', [...ascii('MM'), 0, 0x2a]],
  ['is-archive', [0x1f, 0x8b]],
  ['is-archive', [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c]],
  ['is-archive', [...ascii('Rar!'), 0x1a, 0x07]],
  ['is-archive', [0xfd, ...ascii('7zXZ'), 0]],
  ['is-archive', [0x28, 0xb5, 0x2f, 0xfd]],
]
const BZIP = /^BZh[1-9]1AY&SY/
const HEIF_BRANDS: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'hevc',
  'heim',
  'heis',
  'mif1',
  'msf1',
  'avif',
])
const BMP_HEADERS: ReadonlySet<number> = new Set([12, 40, 52, 56, 64, 108, 124])

/** Of a whole file. Nothing of it is unpacked but the list of what a package holds. */
export function contentKind(bytes: Uint8Array): ContentKind {
  const start = startKind(bytes)
  if (start !== 'container') return start
  return isCompound(bytes) ? compoundKind(bytes) : packageKind(bytes)
}

/** Of a file whose first bytes these are; 4096 are enough. */
export function startKind(bytes: Uint8Array): StartKind {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, START_BYTES))
  if (isCompound(start) || ZIP.some((signature) => startsWith(start, signature))) return 'container'
  const [known] = SIGNATURES.find(([, signature]) => startsWith(start, signature)) ?? []
  if (known) return known
  if (isPicture(start)) return 'is-picture'
  return BZIP.test(start.toString('latin1', 0, 10)) ? 'is-archive' : textKind(start)
}

/** Pictures that begin with letters. */
function isPicture(start: Buffer): boolean {
  const word = (from: number): string => start.toString('latin1', from, from + 4)
  if (word(0) === 'RIFF') return word(8) === 'WEBP'
  if (word(4) === 'ftyp') return HEIF_BRANDS.has(word(8))
  const isBitmap = start.length > 18 && word(0).startsWith('BM')
  return isBitmap && start.readUInt32LE(6) === 0 && BMP_HEADERS.has(start.readUInt32LE(14))
}

function textKind(start: Buffer): StartKind {
  const text = startText(start).trimStart()
  if (text.startsWith('<') || /^MIME-Version:/i.test(text)) return 'is-web-page'
  if (text.startsWith('{\\rtf')) return 'is-document'
  if (text.startsWith('%PDF-')) return 'is-pdf'
  return text.startsWith('{') || text.startsWith('[') ? 'json' : 'text'
}

// trimStart takes a byte order mark for a blank.
function startText(start: Buffer): string {
  if (startsWith(start, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(start)
  if (startsWith(start, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(start)
  return start.toString('utf8')
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

function ascii(text: string): readonly number[] {
  return [...Buffer.from(text, 'latin1')]
}
