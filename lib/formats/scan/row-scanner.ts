import type { Instant } from '../../domain/rows.ts'
import type { Column } from '../columns.ts'
import type { ParseContext } from '../context.ts'
import { createClock } from '../times.ts'
import { mayBeTotal, textOf } from './ascii.ts'
import { byteClasses, CR, ENDS, LF, ODD, ODD_FIRST, REFUSED } from './byte-classes.ts'
import { CellReader } from './cell-reader.ts'
import { IdReader } from './id-reader.ts'
import type { Layout } from './layout.ts'
import { MomentReader, NO_TIME } from './moment-reader.ts'
import { ScannedPlaces } from './places.ts'
import { RowAbove } from './row-above.ts'
import { roomFor, type ScannedColumns, withMoreRoom } from './scanned-columns.ts'
import { ID, MOMENT, NUMBER, REF, type Step, stepsOf, WORD } from './steps.ts'
import { HASH_FACTOR, HASH_START } from './texts.ts'
import { CENTRE, DATE, DOSE, type Midnights, SLOTS, STATE, type WordColumn, wordColumn } from './words.ts'

/** What is longer is judged by the ordinary reader. */
const LONGEST_ID = 100
const BLANK = 0x20
const DAY = 86_400_000

/** Answered in place of a byte where the file is not for scanning. */
export const GIVE_UP = -1
/** Bytes behind a row that are read with it, and must be there. */
export const MARGIN = 16

/**
 * Scans the rows of one file, piece by piece, into columns. It reads by itself what nearly all cells are, asks the
 * ordinary reader what any other text means when it is first met, and gives the file up for whatever that would fault,
 * warn of or change.
 */
export class RowScanner {
  readonly #isRegister: boolean
  readonly #steps: readonly Step[]
  readonly #words: readonly (readonly (WordColumn | null)[])[]
  readonly #classes: Uint8Array
  readonly #separator: number
  readonly #cells: CellReader
  readonly #ids: IdReader
  readonly #moments: MomentReader
  readonly #places = new ScannedPlaces()
  readonly #midnights: Midnights = []
  readonly #above: RowAbove
  /** What the words of the row mean, by their slots. */
  readonly #now = new Int32Array(SLOTS)
  #place = -1
  #columns: ScannedColumns
  #length = 0
  readonly #unusualRefs: number[] = []
  #bytes: Uint8Array = new Uint8Array(0)
  #view: DataView = new DataView(new ArrayBuffer(0))

  constructor(layout: Layout, context: ParseContext, rows: number) {
    this.#isRegister = layout.kind === 'tokens'
    // A centre writes its own clock: only a registry's `Z` may be mislabelled.
    const clock = createClock(context.timeZone, this.#isRegister ? 'utc' : context.zMeans)
    this.#steps = stepsOf(layout)
    this.#cells = new CellReader(layout.kind, context)
    this.#words = this.#steps.map(({ columns }) =>
      columns.map((column) => wordColumn(column, this.#cells, this.#places, this.#midnights, clock)),
    )
    this.#separator = layout.separator
    this.#classes = byteClasses(layout.separator)
    this.#ids = new IdReader(this.#classes, this.#cells)
    this.#moments = new MomentReader(this.#classes, clock)
    this.#above = new RowAbove(this.#steps.length)
    this.#columns = roomFor(rows)
  }

  get length(): number {
    return this.#length
  }

  get columns(): ScannedColumns {
    return this.#columns
  }

  /** Rows whose ref is taken with a warning, ascending. */
  get unusualRefs(): readonly number[] {
    return this.#unusualRefs
  }

  get places(): Pick<ScannedPlaces, 'list' | 'sizes'> {
    return this.#places
  }

  /**
   * Scans the rows that begin from one byte on and before another; `offset` is where the first byte of all stands in
   * the file. Answers the byte behind the last row, or GIVE_UP. `MARGIN` bytes behind the last row must be there.
   */
  scan(bytes: Uint8Array, from: number, to: number, offset: number): number {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = from
    while (at < to) {
      if (this.#length === this.#columns.place.length)
        this.#columns = withMoreRoom(this.#columns, 2 * this.#length + 1)
      const next = this.#row(at)
      if (next < 0 || !this.#write(offset + at)) return GIVE_UP
      at = next
    }
    return at
  }

  #row(from: number): number {
    const steps = this.#steps
    let at = from
    for (let step = 0; step < steps.length && at >= 0; step++) at = this.#step(step, steps[step]!, at)
    return at
  }

  #step(number: number, step: Step, at: number): number {
    switch (step.reads) {
      case WORD: {
        const same = this.#above.same(number, this.#view, at)
        return same > 0 ? at + same : this.#run(number, step, at)
      }
      case REF:
        return this.#behind(step, this.#ids.ref(this.#bytes, this.#view, at))
      case NUMBER:
        return this.#behind(step, this.#ids.tokenNo(this.#bytes, at))
      case ID:
        return this.#behind(step, this.#ids.certificateId(this.#bytes, at))
      case MOMENT:
        return this.#behind(step, this.#moments.read(this.#bytes, this.#view, at))
    }
  }

  /** The byte where the next cell begins, or the next row. */
  #behind({ end, isLast }: Step, at: number): number {
    if (at < 0) return GIVE_UP
    const byte = this.#bytes[at]
    if (byte === end) return at + 1
    return isLast && byte === CR && this.#bytes[at + 1] === LF ? at + 2 : GIVE_UP
  }

  /** Cells side by side, of which one at least is another than in the row above. */
  #run(number: number, step: Step, from: number): number {
    const words = this.#words[number]!
    let at = from
    for (let cell = 0; cell < words.length; cell++) {
      if (cell > 0) {
        if (this.#bytes[at] !== this.#separator) return GIVE_UP
        at++
      }
      const word = words[cell]
      at = word ? this.#word(word, at) : this.#text(step.columns[cell]!, at)
      if (at < 0) return GIVE_UP
    }
    const behind = this.#behind(step, at)
    if (behind < 0) return GIVE_UP
    this.#place = -1
    this.#above.remember(number, this.#view, from, behind)
    return behind
  }

  #word(word: WordColumn, from: number): number {
    const bytes = this.#bytes
    const classes = this.#classes
    let hash = HASH_START
    let at = from
    while (!(classes[bytes[at]!]! & (ENDS | REFUSED))) hash = Math.imul(hash ^ bytes[at++]!, HASH_FACTOR)
    const known = word.texts.find(bytes, from, at, hash)
    if (known >= 0) {
      this.#now[word.slot] = word.meaning(known)
      return at
    }
    if (classes[bytes[at]!]! & REFUSED) return GIVE_UP
    const meaning = word.learn(textOf(bytes, from, at))
    if (meaning === null) return GIVE_UP
    word.texts.add(bytes, from, at, hash)
    this.#now[word.slot] = meaning
    return at
  }

  #text(column: Column | null, from: number): number {
    const bytes = this.#bytes
    const classes = this.#classes
    let seen = 0
    let at = from
    for (let found = 0; !(found & (ENDS | REFUSED)); seen |= found) found = classes[bytes[at++]!]!
    at--
    if (seen & REFUSED) return GIVE_UP
    if (at === from) return at
    const isOdd =
      classes[bytes[from]!]! & ODD_FIRST || (seen & ODD && (column === 'batch' || bytes[at - 1] === BLANK))
    const isPlain = !isOdd && at - from <= LONGEST_ID && !mayBeTotal(bytes, from)
    return isPlain || this.#cells.takes(textOf(bytes, from, at), column) ? at : GIVE_UP
  }

  #write(offset: number): boolean {
    const row = this.#length
    const columns = this.#columns
    const now = this.#now
    const midnight = this.#midnights[now[DATE]!]!
    const issuedAt = this.#moments.instantOn(midnight)
    if (!this.#mayBe(issuedAt, midnight)) return false
    if (this.#place < 0) this.#place = this.#places.of(now[DATE]!, now[CENTRE]!)
    this.#places.count(this.#place)
    if (this.#ids.isUnusual) this.#unusualRefs.push(row)
    columns.offset[row] = offset
    columns.place[row] = this.#place
    columns.high[row] = this.#ids.high
    columns.low[row] = this.#ids.low
    columns.key[row] = this.#ids.key
    columns.dose[row] = now[DOSE]!
    columns.state[row] = now[STATE]!
    columns.issuedAt[row] = issuedAt
    this.#length = row + 1
    return true
  }

  /** A time is known where one is given, and that of a token is of its own day. */
  #mayBe(issuedAt: Instant, midnight: Instant): boolean {
    if (this.#moments.kind === NO_TIME) return true
    if (!this.#isRegister) return !Number.isNaN(issuedAt)
    return issuedAt >= midnight && issuedAt - midnight < DAY
  }
}
