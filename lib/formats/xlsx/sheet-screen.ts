import { faultOf } from '../faults.ts'
import { MAX_BLANK_CELLS, MAX_COLUMNS, MAX_FILLED_ROWS, MAX_SHEET_CELLS, MAX_SHEET_ROWS } from '../limits.ts'
import { columnIn, headCell, isFilled, type ScreenedCell, screenCell } from './cell-screen.ts'
import { damaged, tooLarge, WorkbookDamage } from './damage.ts'
import { type Attributes, attribute, LONGEST_TOKEN, type XmlListener } from './xml-scanner.ts'

/** A row with its cells as XML again: enough to read a header by. */
export interface HeadRow {
  readonly row: number
  readonly cells: string
}

/** Rows among which a header is looked for. */
export const HEAD_ROWS = 20

/** What may be in what, from the rows on down; what stands elsewhere in a sheet is not read. */
const PARENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['row', ['sheetData']],
  ['c', ['row']],
  ['f', ['c']],
  ['v', ['c']],
  ['is', ['c']],
  ['t', ['is', 'r']],
  ['r', ['is']],
  ['rPr', ['r']],
  ['phoneticPr', ['is']],
])
/** How deep the properties of a run lie: worksheet, sheetData, row, c, is, r, rPr. */
const RUN_PROPERTIES = 6

/**
 * Refuses a sheet that the reader of rows would read wrongly, slowly or never to its end: rows and cells out of
 * order, twice or of a place that no sheet has, values that are none of their type, elements that no cell has. Throws
 * WorkbookDamage; what is too large only if it is read is kept as `fault`.
 */
export class SheetScreen implements XmlListener {
  /** The first rows that hold anything. */
  readonly head: HeadRow[] = []
  fault: WorkbookDamage | null = null
  /** All its rows, and those that hold anything. */
  rows = 0
  filledRows = 0
  /** Cells of a head row up to the last that holds anything. */
  headWidth = 0
  /** Cells that show a shared text, and the highest of their numbers. */
  sharedCells = 0
  highestString = -1
  /** The first row that shows the shared text which is sought. */
  rowSought: number | null = null
  readonly #bytes: number
  readonly #sought: number | null
  readonly #path: string[] = []
  #isInData = false
  #hadData = false
  #row = 0
  #column = -1
  #cells = 0
  #blankCells = 0
  #cell: ScreenedCell = { type: '', value: null, inline: null }
  #isRowFilled = false
  #headCells = ''

  /** Of a part of so many bytes. */
  constructor(bytes: number, sought: number | null = null) {
    this.#bytes = bytes
    this.#sought = sought
  }

  /** Of a sheet that is refused if it is read, the rest cannot matter. */
  get isDone(): boolean {
    return this.fault !== null
  }

  open(name: string, attributes: Attributes): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (this.#isInData) this.#openInData(name, parent!, attributes)
    else if (parent === undefined && name !== 'worksheet') throw damaged()
    else if (name === 'sheetData') this.#beginData(parent)
  }

  close(name: string): void {
    this.#path.pop()
    if (!this.#isInData) return
    if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
    else if (name === 'sheetData') this.#isInData = false
  }

  text(text: string): void {
    if (!this.#isInData) return
    const name = this.#path.at(-1)
    const cell = this.#cell
    if (name === 'v') cell.value = (cell.value ?? '') + text
    else if (name === 't') cell.inline = (cell.inline ?? '') + text
    else if (name !== 'f' && text.trim() !== '') throw damaged(this.#row)
    if ((cell.value?.length ?? 0) + (cell.inline?.length ?? 0) > LONGEST_TOKEN) throw this.tooLong()
  }

  tooLong(): Error {
    return this.#isInData ? new WorkbookDamage(faultOf('row-too-long', { row: this.#row })) : damaged()
  }

  #beginData(parent: string | undefined): void {
    if (parent !== 'worksheet' || this.#hadData) throw damaged()
    this.#isInData = true
    this.#hadData = true
  }

  #openInData(name: string, parent: string, attributes: Attributes): void {
    const parents = PARENTS.get(name)
    if (parents ? !parents.includes(parent) : this.#path[RUN_PROPERTIES] !== 'rPr') throw damaged(this.#row)
    if (name === 'c') this.#beginCell(attributes)
    else if (name === 'row') this.#beginRow(attributes)
    else if (name === 'v') this.#cell.value = onlyOnce(this.#cell.value, this.#row)
    else if (name === 'is') this.#cell.inline = onlyOnce(this.#cell.inline, this.#row)
  }

  #beginRow(attributes: Attributes): void {
    const written = attribute(attributes, 'r')
    const row = written === undefined ? this.#row + 1 : Number(written)
    if (!/^\d{0,9}$/.test(written ?? '') || row <= this.#row) throw damaged(this.#row)
    if (row > MAX_SHEET_ROWS) throw tooManyRows()
    this.#row = row
    this.#column = -1
    this.#isRowFilled = false
    this.#headCells = ''
  }

  #beginCell(attributes: Attributes): void {
    const written = attribute(attributes, 'r')
    const column = written === undefined ? this.#column + 1 : columnIn(written, this.#row)
    if (column <= this.#column) throw damaged(this.#row)
    this.#column = column
    this.#cell = { type: attribute(attributes, 't') ?? 'n', value: null, inline: null }
  }

  #endCell(): void {
    const cell = this.#cell
    const index = screenCell(cell)
    if (index === 'bad') throw damaged(this.#row)
    if (index !== null) {
      this.sharedCells++
      this.highestString = Math.max(this.highestString, index)
      if (index === this.#sought) this.rowSought ??= this.#row
    }
    if (!isFilled(cell)) {
      this.#blankCells++
      return
    }
    this.#isRowFilled = true
    if (this.#column >= MAX_COLUMNS) this.#tooWide()
    else if (this.head.length < HEAD_ROWS) {
      this.headWidth = Math.max(this.headWidth, this.#column + 1)
      this.#headCells += headCell(this.#column, cell)
    }
  }

  #endRow(): void {
    this.rows++
    this.#cells += this.#column + 1
    if (this.#cells > MAX_SHEET_CELLS || this.#blankCells > MAX_BLANK_CELLS)
      this.fault ??= tooLarge(this.#bytes)
    if (!this.#isRowFilled) return
    this.filledRows++
    if (this.head.length < HEAD_ROWS) this.head.push({ row: this.#row, cells: this.#headCells })
    if (this.filledRows > MAX_FILLED_ROWS) this.fault ??= tooManyRows()
  }

  #tooWide(): void {
    this.fault ??= new WorkbookDamage(
      faultOf('too-many-columns', { row: this.#row, details: { limit: MAX_COLUMNS } }),
    )
  }
}

/** What an element that a cell has once begins with. */
function onlyOnce(present: string | null, row: number): string {
  if (present !== null) throw damaged(row)
  return ''
}

function tooManyRows(): WorkbookDamage {
  return new WorkbookDamage(faultOf('too-many-rows', { details: { limit: MAX_FILLED_ROWS } }))
}
