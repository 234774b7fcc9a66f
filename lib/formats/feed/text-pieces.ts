import { isAscii } from 'node:buffer'
import { encodingOf, mostlyUnreadable, unreadableIn } from '../decode.ts'
import { refusalOf } from '../faults.ts'
import { Refused } from './refused.ts'

/** Text of a feed, as UTF-8 without a byte order mark. */
export interface TextPiece {
  readonly bytes: Buffer
  readonly isLast: boolean
}

// So few rows at a time that they are forgotten while they are young, which is what costs a collector least.
const PIECE_BYTES = 128 * 1024
const NUL = '\0'

/**
 * The text of a feed in pieces of some 128 KiB: UTF-8 with or without a mark, UTF-16 with one; what cannot be read
 * is `UNREADABLE`, character by character. Throws Refused (`not-text`) for a NUL, or where most of it is unreadable.
 */
export async function* textPieces(
  start: Buffer,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<TextPiece, void> {
  let decoder = new TextDecoder(encodingOf(start))
  const unreadable = new UnreadableShare()
  // Until the first other character there is nothing to decode.
  let isPlain = decoder.encoding === 'utf-8'
  for await (const { bytes, isLast } of inPieces(start, rest)) {
    isPlain &&= isAscii(bytes)
    if (isPlain) {
      unreadable.countPlain(bytes)
      // A mark that stands further below is none.
      if (!decoder.ignoreBOM) decoder = new TextDecoder('utf-8', { ignoreBOM: true })
      yield { bytes, isLast }
      continue
    }
    const text = decoder.decode(bytes, { stream: !isLast })
    unreadable.count(text)
    if (isLast) unreadable.judge()
    yield { bytes: Buffer.from(text), isLast }
  }
}

/** Pieces of a useful size, whatever the size in which they come. */
async function* inPieces(start: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<TextPiece, void> {
  let gathered: Uint8Array[] = []
  let size = 0
  for await (const piece of partsOf(start, rest)) {
    if (size >= PIECE_BYTES) {
      yield { bytes: Buffer.concat(gathered), isLast: false }
      gathered = []
      size = 0
    }
    gathered.push(piece)
    size += piece.length
  }
  yield { bytes: Buffer.concat(gathered), isLast: true }
}

/** What comes in larger pieces, cut. */
async function* partsOf(start: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < start.length; at += PIECE_BYTES) yield start.subarray(at, at + PIECE_BYTES)
  for await (const piece of rest) {
    for (let at = 0; at < piece.length; at += PIECE_BYTES) yield piece.subarray(at, at + PIECE_BYTES)
  }
}

class UnreadableShare {
  #unreadable = 0
  #all = 0

  count(text: string): void {
    if (text.includes(NUL)) throw new Refused(refusalOf('not-text'))
    this.#all += text.length
    this.#unreadable += unreadableIn(text)
  }

  countPlain(bytes: Buffer): void {
    if (bytes.includes(0)) throw new Refused(refusalOf('not-text'))
    this.#all += bytes.length
  }

  judge(): void {
    if (mostlyUnreadable(this.#unreadable, this.#all)) throw new Refused(refusalOf('not-text'))
  }
}
