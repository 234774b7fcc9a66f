import type { Column } from '../columns.ts'
import type { Layout } from './layout.ts'

/** How a cell is read. */
export const WORD = 0
export const TEXT = 1
export const REF = 2
export const NUMBER = 3
export const ID = 4
export const MOMENT = 5

/** What the scan of a row does one after the other, each for one cell or for several that stand side by side. */
export interface Step {
  readonly reads: typeof WORD | typeof REF | typeof NUMBER | typeof ID | typeof MOMENT
  readonly columns: readonly (Column | null)[]
  /** The byte behind its last cell; of the last one in a row LF, though CR may stand before it. */
  readonly end: number
  readonly isLast: boolean
}

const READS: Readonly<Partial<Record<Column, Step['reads']>>> = {
  beneficiary_ref: REF,
  token_no: NUMBER,
  certificate_id: ID,
  issued_at: MOMENT,
}

/**
 * Cells that are often the same as in the row above are one step, so that they are compared all at once. What nobody
 * reads may be another in every row, and stands by itself.
 */
export function stepsOf({ columns, separator }: Layout): readonly Step[] {
  const runs: (Column | null)[][] = []
  let before: Column | null | undefined
  for (const column of columns) {
    if (isRepeating(column) && isRepeating(before)) runs.at(-1)!.push(column)
    else runs.push([column])
    before = column
  }
  return runs.map((run, at) => {
    const isLast = at === runs.length - 1
    const reads = (run[0] && READS[run[0]]) ?? WORD
    return { reads, columns: run, end: isLast ? LINE_FEED : separator, isLast }
  })
}

const LINE_FEED = 10

function isRepeating(column: Column | null | undefined): boolean {
  return column !== null && column !== undefined && READS[column] === undefined
}
