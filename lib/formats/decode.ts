import { ok, type Result, refuse } from '../runtime/result.ts'
import type { FileKind } from './columns.ts'
import { type Refusal, refusalOf } from './faults.ts'

const MEBIBYTE = 1024 * 1024
// A quarter: of a binary file about half is unreadable, of a table with some names in an old encoding far less.
const MOSTLY = 4
/** Raw size of one file, in bytes. */
export const MAX_BYTES = 32 * MEBIBYTE
/** Of a certificate feed, which has no limit of rows: as much as one string of the runtime can hold. */
export const MAX_FEED_BYTES = 400 * MEBIBYTE
/** Stands in a decoded text for bytes that are no character. */
export const UNREADABLE = '\ufffd'

export function maxBytesOf(kind: FileKind): number {
  return kind === 'certificates' ? MAX_FEED_BYTES : MAX_BYTES
}

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one. Refused with the reason
 * `too-large`, `empty-file`, `not-text`, or the one of the `is-…` family that says what it is instead.
 */
export function decode(bytes: Uint8Array, maxBytes: number = MAX_BYTES): Result<string, Refusal> {
  return decodeBy(strictText, bytes, maxBytes)
}

/** As `decode`, but what cannot be read is `UNREADABLE`, character by character, unless that is most of the file. */
export function decodeReplacing(bytes: Uint8Array, maxBytes: number = MAX_BYTES): Result<string, Refusal> {
  return decodeBy(replacingText, bytes, maxBytes)
}

function decodeBy(
  textOf: (bytes: Uint8Array) => string | null,
  bytes: Uint8Array,
  maxBytes: number,
): Result<string, Refusal> {
  if (bytes.length > maxBytes) return refuse(refusalOf('too-large', { hint: sizeText(maxBytes) }))
  if (bytes.length === 0) return refuse(refusalOf('empty-file'))
  const foreign = foreignKind(bytes)
  if (foreign) return refuse(refusalOf(foreign))
  const text = textOf(bytes)
  if (text === null || text.includes('\0')) return refuse(refusalOf('not-text'))
  const markup = markupKind(text)
  return markup ? refuse(refusalOf(markup)) : ok(text)
}

function strictText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function replacingText(bytes: Uint8Array): string | null {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  return unreadableIn(text) * MOSTLY > text.length ? null : text
}

function unreadableIn(text: string): number {
  let count = 0
  for (let at = text.indexOf(UNREADABLE); at >= 0; at = text.indexOf(UNREADABLE, at + 1)) count++
  return count
}

function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  return startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8'
}

/** What people send in place of a CSV, told by its first bytes. */
function foreignKind(bytes: Uint8Array) {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return isWorkbook(bytes) ? 'is-opendocument' : 'is-archive'
  if (startsWith(bytes, 0x50, 0x4b, 0x05, 0x06) || startsWith(bytes, 0x1f, 0x8b)) return 'is-archive'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'is-old-workbook'
  return startsWith(bytes, 0x25, 0x50, 0x44, 0x46) ? 'is-pdf' : null
}

function markupKind(text: string) {
  const start = text.slice(0, 1000).trimStart()
  if (start.startsWith('<')) return 'is-web-page'
  return start.startsWith('{') || start.startsWith('[') ? 'not-a-table' : null
}

// The first names in the archive tell; they lie within its first kilobytes.
function isWorkbook(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return /\[Content_Types\]\.xml|xl\/|opendocument\.spreadsheet/.test(start)
}

function startsWith(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

function sizeText(bytes: number): string {
  return bytes >= MEBIBYTE ? `${Math.floor(bytes / MEBIBYTE)} MiB` : `${bytes} bytes`
}
