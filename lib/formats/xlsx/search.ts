import type { FileKind } from '../columns.ts'
import type { ParseContext } from '../context.ts'
import { columnNames, mostNamed, recognised } from '../headers.ts'
import { requiredColumns } from '../required.ts'
import type { Table } from '../table.ts'

/** How the beginning of a sheet does as that of a table. */
export interface Fit {
  /** How sure its header is; 0 where there is none. */
  readonly score: number
  /** It holds every column that is needed. */
  readonly isWhole: boolean
  /** How many columns its best row names. */
  readonly named: number
}

export type Search = (head: Table) => Fit

/** Looks for the header of one of these kinds of file. */
export function searchFor(kinds: readonly FileKind[], context: ParseContext): Search {
  const known = kinds.map((kind) => ({
    names: columnNames(kind, context.aliases),
    required: requiredColumns(kind, context),
  }))
  return (head) => {
    const fits = known.map(({ names, required }) => {
      const score = recognised(head, names, required)
      return { score, isWhole: score > names.size, named: mostNamed(head, names) }
    })
    return fits.reduce((best, fit) => (fit.score > best.score ? fit : best))
  }
}
