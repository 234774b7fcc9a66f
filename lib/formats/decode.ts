import { ok, type Result, refuse } from '../runtime/result.ts'
import { type PlainFaultCode, type Refusal, refusalOf } from './faults.ts'
import { type ContentKind, contentKind } from './file-kind.ts'

const MEBIBYTE = 1024 * 1024
// A quarter: of a binary file about half is unreadable, of a table with some names in an old encoding far less.
const MOSTLY = 4
/** Raw size of one file, in bytes. */
export const MAX_BYTES = 32 * MEBIBYTE
/** Stands in a decoded text for bytes that are no character. */
export const UNREADABLE = '\ufffd'

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
  if (bytes.length > maxBytes) return refuse(refusalOf('too-large', { details: { bytes: maxBytes } }))
  if (bytes.length === 0) return refuse(refusalOf('empty-file'))
  const kind = contentKind(bytes)
  if (kind !== 'text') return refuse(refusalOf(kind === 'json' ? 'not-a-table' : notText(kind)))
  const text = textOf(bytes)
  return text === null || text.includes('\0') ? refuse(refusalOf('not-text')) : ok(text)
}

/** Whoever reads workbooks asks for their kind first. */
function notText(kind: Exclude<ContentKind, 'text' | 'json'>): PlainFaultCode {
  return kind === 'workbook' ? 'not-text' : kind
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
  return mostlyUnreadable(unreadableIn(text), text.length) ? null : text
}

/** Whether so many unreadable characters of so many say that a file is no text at all. */
export function mostlyUnreadable(unreadable: number, all: number): boolean {
  return unreadable * MOSTLY > all
}

export function unreadableIn(text: string): number {
  let count = 0
  for (let at = text.indexOf(UNREADABLE); at >= 0; at = text.indexOf(UNREADABLE, at + 1)) count++
  return count
}

export function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  return startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8'
}

function startsWith(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}
