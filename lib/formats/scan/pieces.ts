import type { ParseContext } from '../context.ts'
import { LF } from './byte-classes.ts'
import type { Layout } from './layout.ts'
import type { ScannedCentreDay } from './places.ts'
import { GIVE_UP, MARGIN, RowScanner } from './row-scanner.ts'
import { firstRows, type ScannedColumns } from './scanned-columns.ts'

/** Bytes of a file by where they stand in it. */
export interface ByteSource {
  /** Of the file, as it was given. */
  readonly name: string
  readonly size: number
  /** Fills what is given with the bytes from one on; they must be there. */
  read(into: Uint8Array, from: number): void
}

/** What one scan found of a file: all its rows, or those of some pieces. */
export interface Scanned {
  readonly columns: ScannedColumns
  readonly rows: number
  readonly centreDays: readonly ScannedCentreDay[]
  /** How many rows each of them has. */
  readonly sizes: Int32Array
  /** The pieces that it took, ascending. */
  readonly pieces: readonly ScannedPiece[]
  /** Rows whose ref is taken with a warning, ascending. */
  readonly unusualRefs: readonly number[]
}

export interface ScannedPiece {
  /** 0 first. */
  readonly number: number
  /** The first row that begins in it. */
  readonly firstRow: number
}

/** So few that a piece is still near when its rows are read, in bytes. */
export const PIECE_BYTES = 1024 * 1024
/** What longer rows are in is not scanned. */
const LONGEST_ROW = 64 * 1024
/** Guessed by the first rows; should there be more in a byte, there is time to make room. */
const SPARE = 1.05

export function pieceCount(source: ByteSource, { bodyStart }: Layout, pieceBytes = PIECE_BYTES): number {
  return Math.ceil((source.size - bodyStart) / pieceBytes)
}

/** Scans a file piece by piece, in any order and perhaps not all of them: pieces of one file may go to many threads. */
export class PieceScanner {
  readonly #layout: Layout
  readonly #source: ByteSource
  readonly #rows: RowScanner
  readonly #pieceBytes: number
  readonly #buffer: Uint8Array
  readonly #pieces: ScannedPiece[] = []

  constructor(layout: Layout, source: ByteSource, context: ParseContext, pieceBytes = PIECE_BYTES) {
    this.#pieceBytes = pieceBytes
    this.#layout = layout
    this.#source = source
    const rows = Math.ceil(((source.size - layout.bodyStart) / layout.rowBytes) * SPARE)
    this.#rows = new RowScanner(layout, context, rows)
    this.#buffer = new Uint8Array(1 + pieceBytes + LONGEST_ROW + 1 + MARGIN)
  }

  /** The rows that begin within a piece, 0 being the first. False: the file is not for scanning. */
  scan(piece: number): boolean {
    this.#pieces.push({ number: piece, firstRow: this.#rows.length })
    const { bodyStart } = this.#layout
    const { size } = this.#source
    const from = bodyStart + piece * this.#pieceBytes
    const to = Math.min(from + this.#pieceBytes, size)
    // One byte more before it: whether that ends a row tells whether one begins here.
    const offset = from - 1
    const end = Math.min(to + LONGEST_ROW, size) - offset
    const bytes = this.#buffer
    this.#source.read(bytes.subarray(0, end), offset)
    // The last row of all may lack its end. Any other that comes so far is too long.
    bytes[end] = LF
    const begin = bytes.indexOf(LF) + 1
    const behind = this.#rows.scan(bytes, begin, to - offset, offset)
    return behind !== GIVE_UP && (behind <= end || offset + end === size)
  }

  get scanned(): Scanned {
    const { columns, length, places, unusualRefs } = this.#rows
    return {
      columns: firstRows(columns, length),
      rows: length,
      centreDays: places.list,
      sizes: places.sizes.slice(),
      pieces: this.#pieces,
      unusualRefs,
    }
  }
}
