import type { Column } from '../columns.ts'
import { textOf } from './ascii.ts'
import { CR, LF } from './byte-classes.ts'
import type { Layout } from './layout.ts'
import type { ByteSource } from './pieces.ts'

/** Of a row far from the one before little more is read than itself; where rows follow one another, ever more. */
const LEAST_WINDOW = 512
const MOST_WINDOW = 256 * 1024
/** Longer than any row that was scanned. */
const LONGEST_ROW = 128 * 1024

/** A scanned file no longer says what it said when it was scanned. */
export class ChangedFile extends Error {
  /** Its name, as it was given. */
  readonly file: string

  constructor(file: string) {
    super('a file was changed while it was read')
    this.file = file
  }
}

/** The cells of single rows of a file that was scanned, read again when they are asked for. */
export class RowTexts {
  readonly #source: ByteSource
  readonly #separator: string
  readonly #columns: ReadonlyMap<Column, number>
  readonly #width: number
  #window = new Uint8Array(0)
  #begin = 0

  constructor(source: ByteSource, { separator, columns }: Layout) {
    this.#source = source
    this.#separator = String.fromCharCode(separator)
    this.#width = columns.length
    this.#columns = new Map(columns.flatMap((column, at) => (column === null ? [] : [[column, at]])))
  }

  /** The cells of the row that begins at a byte; `''` for a column that the file lacks. Throws ChangedFile. */
  at(offset: number): (column: Column) => string {
    const cells = this.#lineAt(offset).split(this.#separator)
    if (cells.length !== this.#width) throw new ChangedFile(this.#source.name)
    return (column) => cells[this.#columns.get(column) ?? this.#width] ?? ''
  }

  #lineAt(offset: number): string {
    let end = this.#endOf(offset)
    for (let bytes = this.#bytesFor(offset); end < 0; bytes *= 2) {
      const isLast = this.#fill(offset, bytes)
      end = this.#endOf(offset)
      if (end < 0 && isLast) end = this.#window.length
      else if (end < 0 && bytes > LONGEST_ROW) throw new ChangedFile(this.#source.name)
    }
    const from = offset - this.#begin
    return textOf(this.#window, from, this.#window[end - 1] === CR ? end - 1 : end)
  }

  #bytesFor(offset: number): number {
    const { length } = this.#window
    const ahead = offset - this.#begin
    return ahead >= 0 && ahead < 2 * length ? Math.min(2 * length, MOST_WINDOW) : LEAST_WINDOW
  }

  /** Whether the file ends with the window. */
  #fill(offset: number, bytes: number): boolean {
    const left = this.#source.size - offset
    this.#window = new Uint8Array(Math.min(bytes, left))
    this.#begin = offset
    this.#source.read(this.#window, offset)
    return bytes >= left
  }

  /** Where in the window the row ends that begins at a byte; -1 where the window does not hold it all. */
  #endOf(offset: number): number {
    const from = offset - this.#begin
    return from < 0 || from >= this.#window.length ? -1 : this.#window.indexOf(LF, from)
  }
}
