import { OUTCOMES, STATUSES } from '../../domain/packed/columns.ts'
import { cleanCell } from '../characters.ts'
import type { Column } from '../columns.ts'
import type { ParseContext } from '../context.ts'
import { readDate } from '../dates.ts'
import { warningList } from '../faults.ts'
import { RowReader } from '../row-reader.ts'
import { isTokenNo, readCertificateStatus } from '../values.ts'

/** How the total of a table may begin; what begins so is judged by the ordinary readers, with its row. */
const LIKE_TOTAL = /^(?:(?:grand|sub)[\s-]*)?total/i

/**
 * What the ordinary reader makes of one cell, for cells that a scan meets for the first time. Null is answered for
 * what is a fault, worth a warning, or written otherwise than it is read: such a file is not scanned.
 */
export class CellReader {
  readonly #context: ParseContext
  readonly #kind: 'tokens' | 'certificates'

  constructor(kind: 'tokens' | 'certificates', context: ParseContext) {
    this.#kind = kind
    this.#context = context
  }

  /** Whether a text may stand there of which no more is wanted; null: in a column that nobody reads. */
  takes(text: string, column: Column | null): boolean {
    if (column === null) return isPlain(text)
    return (column === 'batch' ? this.optionalId(column, text) : this.text(column, text)) !== null
  }

  id(column: Column, text: string): string | null {
    return this.#same(
      text,
      this.#read(column, text, (row) => row.id(column)),
    )
  }

  optionalId(column: Column, text: string): string | null {
    return this.#same(
      text,
      this.#read(column, text, (row) => row.optionalId(column)),
    )
  }

  text(column: Column, text: string): string | null {
    return this.#same(
      text,
      this.#read(column, text, (row) => row.text(column)),
    )
  }

  tokenNo(text: string): string | null {
    const tokenNo = this.id('token_no', text)
    return tokenNo !== null && isTokenNo(tokenNo) ? tokenNo : null
  }

  centre(text: string): string | null {
    const centreId = this.id('centre_id', text)
    const { knownCentres } = this.#context
    const isUnknown = this.#kind === 'tokens' && knownCentres && !knownCentres.has(text)
    return isUnknown ? null : centreId
  }

  /** A day without a time; of a register none after today. */
  date(text: string): string | null {
    const date = readDate(text)
    const { today } = this.#context
    const isFuture = this.#kind === 'tokens' && date !== null && today !== undefined && date > today
    return isFuture ? null : date
  }

  /** 0 where the cell is empty. */
  dose(text: string): number | null {
    return this.#read('dose', text, (row) => row.dose() ?? 0)
  }

  /** As columns hold it. */
  outcome(text: string): number | null {
    const outcome = this.#read('outcome', text, (row) => row.outcome())
    return outcome && OUTCOMES[outcome]
  }

  /** As columns hold it. */
  status(text: string): number | null {
    const status = this.#read('status', text, (row) =>
      row.status(readCertificateStatus, 'bad-status', 'issued'),
    )
    return status && STATUSES[status]
  }

  #same(text: string, read: string | null): string | null {
    return read === text ? read : null
  }

  #read<T>(column: Column, text: string, read: (row: RowReader) => T): T | null {
    if (!isPlain(text)) return null
    const warnings = warningList()
    const header = {
      ...{ row: 1, lines: [], cells: [column], width: 1, leastCells: 1 },
      ...{ columns: new Map([[column, 0]]), duplicates: [], unknown: [] },
    }
    const row = new RowReader({ header, warnings }, this.#context)
    row.begin({ row: 2, cells: [text] })
    const value = read(row)
    return row.faults.length + warnings.count > 0 ? null : value
  }
}

function isPlain(text: string): boolean {
  return cleanCell(text) === text && !LIKE_TOTAL.test(text)
}
