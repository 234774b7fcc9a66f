import type { StreamRow } from 'hucre/xlsx'
import { cleanCell } from '../characters.ts'
import { UNREADABLE } from '../decode.ts'
import { faultOf } from '../faults.ts'
import { MAX_CELL_CHARACTERS } from '../limits.ts'
import { type DateSystem, type NumberCells, numberText } from '../serials.ts'
import type { TableRow } from '../table.ts'
import { damaged, tooLarge, WorkbookDamage } from './damage.ts'

/** No text of a cell has them; they are what is left of a broken escape. */
const NO_TEXT = /(?![\n\r\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const SUSPECT = /[^\n\r\t -\ud7ff\ue000-\ufffd]/
/** A table has a handful; a sheet of noise has as many as rows. */
const MOST_KNOWN = 1000
const NO_CELLS: NumberCells['columns'] = new Set()

export interface RowsOptions {
  readonly system: DateSystem
  /** Cells that a row may have; those behind have no header and are left out. */
  readonly width: number
  /** Rows that there are, blank ones included. */
  readonly count: number
  readonly isLate: () => boolean
}

/**
 * The rows of a workbook's only sheet that hold anything, cells cleaned, up to the last that is filled. Throws
 * WorkbookDamage for what the library cannot read and for a cell of more than 32,767 characters.
 */
export async function* sheetRows(
  workbook: Uint8Array,
  { system, width, count, isLate }: RowsOptions,
): AsyncGenerator<TableRow> {
  const numbers = new KnownNumbers(system)
  // As large as all else that reads files, and of no use to a table in CSV.
  const { streamXlsxRows } = await import('hucre/xlsx')
  const rows = streamXlsxRows(workbook)
  try {
    for (let read = 0; ; read++) {
      const next = await nextOf(rows)
      if (next.done) {
        if (read !== count) throw damaged()
        return
      }
      if (isLate()) throw tooLarge(workbook.length)
      const row = tableRow(next.value, width, numbers)
      if (row) yield row
    }
  } finally {
    await rows.return().catch(() => {})
  }
}

async function nextOf(rows: AsyncGenerator<StreamRow, void>): Promise<IteratorResult<StreamRow, void>> {
  try {
    return await rows.next()
  } catch {
    throw damaged()
  }
}

function tableRow({ index, values }: StreamRow, width: number, known: KnownNumbers): TableRow | null {
  const cells: string[] = []
  let numbers = ''
  for (let at = 0; at < values.length && at < width; at++) {
    const value = values[at]
    if (value === null || value === undefined) continue
    const text = cellText(value, index + 1)
    if (text === '') continue
    while (cells.length < at) cells.push('')
    cells.push(text)
    if (typeof value === 'number') numbers += `${at},`
  }
  return cells.length > 0 ? { row: index + 1, cells, numbers: known.of(numbers) } : null
}

function cellText(value: NonNullable<StreamRow['values'][number]>, row: number): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value !== 'string') throw damaged(row)
  if (value.length > MAX_CELL_CHARACTERS) throw new WorkbookDamage(faultOf('row-too-long', { row }))
  const text = cleanCell(value)
  return SUSPECT.test(text) ? text.replace(NO_TEXT, UNREADABLE) : text
}

/** One record for all the rows that have their numbers in the same columns. */
class KnownNumbers {
  readonly #system: DateSystem
  readonly #byColumns = new Map<string, NumberCells>()

  constructor(system: DateSystem) {
    this.#system = system
  }

  of(columns: string): NumberCells {
    const known = this.#byColumns.get(columns)
    if (known) return known
    const set = columns === '' ? NO_CELLS : new Set(columns.split(',').slice(0, -1).map(Number))
    const numbers = { columns: set, system: this.#system }
    if (this.#byColumns.size >= MOST_KNOWN) this.#byColumns.clear()
    this.#byColumns.set(columns, numbers)
    return numbers
  }
}
