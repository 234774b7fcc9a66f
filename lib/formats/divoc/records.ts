import type { FaultCode } from '../faults.ts'
import { type JsonPiece, JsonSplitter } from './json-splitter.ts'

/** What a file of JSON holds, in its order. `row` is the number of the record, 1 first. */
export type DivocRecord =
  | { readonly kind: 'record'; readonly row: number; readonly value: unknown }
  /** To be quarantined: `bad-json` or `row-too-long`. */
  | { readonly kind: 'bad'; readonly row: number; readonly reason: FaultCode }
  /** The last one, of the whole file: `cut-off-feed`, `bad-json` or `empty-file`. */
  | { readonly kind: 'refused'; readonly row: number | null; readonly reason: Refusing }

type Refusing = 'cut-off-feed' | 'bad-json' | 'empty-file'

const BLANKS = /[ \t\r\n]/g
const BEGINNING = /^(?:\[|\{(?:["}]|$))/
const BEGINNING_IS_CLEAR = /^(?:[^{]|\{.)/s
const BOM_BYTES = 3
const START_BYTES = 4096
const PART_BYTES = 65_536

/** Whether the first bytes of a file are those of JSON, in any of the encodings that are read. */
export function beginsAsJson(start: Uint8Array): boolean {
  const text = new TextDecoder(encodingOf(start) ?? 'utf-8').decode(start.subarray(0, START_BYTES))
  return BEGINNING.test(text.replace(BLANKS, ''))
}

/**
 * The records of a file of any size, one at a time and in constant memory: a list, objects one behind the other, or a
 * list inside an object (`{ "certificates": [...] }`). Never throws for what the file says.
 */
export async function* divocRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<DivocRecord> {
  const splitter = new JsonSplitter()
  const start = new Beginning()
  for await (const chunk of utf8Of(chunks)) {
    if (start.isWrong(chunk)) return yield { kind: 'refused', row: null, reason: 'bad-json' }
    for (const part of partsOf(chunk)) for (const piece of splitter.push(part)) yield recordOf(piece)
  }
  if (start.isMissing) return yield { kind: 'refused', row: null, reason: 'empty-file' }
  for (const piece of splitter.end()) yield recordOf(piece)
  if (splitter.isAmidst) yield { kind: 'refused', row: splitter.row, reason: 'cut-off-feed' }
}

/** The same key twice means the last of the two, as it does to the registry itself. */
function recordOf({ row, text }: JsonPiece): DivocRecord {
  if (text === null) return { kind: 'bad', row, reason: 'row-too-long' }
  try {
    return { kind: 'record', row, value: JSON.parse(text) }
  } catch {
    return { kind: 'bad', row, reason: 'bad-json' }
  }
}

/** The first two characters, which tell JSON from what is none. */
class Beginning {
  #text = ''

  get isMissing(): boolean {
    return this.#text === ''
  }

  isWrong(chunk: Uint8Array): boolean {
    if (BEGINNING_IS_CLEAR.test(this.#text)) return false
    for (let at = 0; at < chunk.length && !BEGINNING_IS_CLEAR.test(this.#text); at++)
      this.#text += String.fromCharCode(chunk[at]!).replace(BLANKS, '')
    return this.#text !== '' && !BEGINNING.test(this.#text)
  }
}

/** However large a chunk is, no more than what one part of it holds is at hand at once. */
function* partsOf(chunk: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < chunk.length; from += PART_BYTES) yield chunk.subarray(from, from + PART_BYTES)
}

/** UTF-16 is turned into UTF-8; the mark that tells of the encoding is left out. */
async function* utf8Of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array = new Uint8Array()
  let decode: ((bytes: Uint8Array) => Uint8Array) | null = null
  for await (const chunk of chunks) {
    if (decode) yield decode(chunk)
    else {
      start = Buffer.concat([start, chunk])
      if (start.length < BOM_BYTES) continue
      decode = decoderOf(start)
      yield decode(start)
    }
  }
  if (!decode) yield decoderOf(start)(start)
}

function decoderOf(start: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const encoding = encodingOf(start)
  if (encoding === null) return (bytes) => bytes
  const decoder = new TextDecoder(encoding)
  return (bytes) => Buffer.from(decoder.decode(bytes, { stream: true }))
}

/** Null where there is no byte order mark. */
function encodingOf([first, second, third]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}
