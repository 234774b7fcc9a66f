import { asciiDigits } from './characters.ts'
import type { Aliases, Column } from './columns.ts'
import { type Fault, faultOf, shownName } from './faults.ts'
import type { ColumnNames, Header } from './headers.ts'
import { namesInQuotes } from './messages.ts'
import { nearMiss } from './near-miss.ts'
import type { Required } from './required.ts'

const OF_TOTALS: readonly Column[] = ['tokens_issued', 'deferred', 'left']
const OF_REGISTER: readonly Column[] = [
  ...(['token_no', 'beneficiary_ref', 'dose', 'vaccine', 'issued_at', 'outcome'] as const),
]
/** Names that nobody reads, so that a slip in them does no harm. */
const UNREAD: readonly Column[] = ['vaccinator']

/** `duplicate-column`, `near-miss` and `missing-column`, each telling what to remove, to correct or to add. */
export function headerFaults(
  header: Header,
  required: readonly Required[],
  names: ColumnNames,
  aliases: Aliases = {},
): readonly Fault[] {
  const { row, columns, duplicates } = header
  const missing = required.filter((anyOf) => !anyOf.some((column) => columns.has(column)))
  // A file without a header has a person in its first row, of whom nothing is repeated.
  const isNone = missing.length > 0 && isData(header.unknown)
  const misses = isNone ? [] : missesIn(header, wantedIn(header, names), aliases)
  const meant = new Set(misses.map(({ column }) => column))
  return [
    ...duplicates.map(({ column, names: written }) =>
      faultOf('duplicate-column', {
        row,
        column,
        details: { names: namesInQuotes(written.map(shownName)) },
      }),
    ),
    ...misses.map(({ written, name, column }) =>
      faultOf('near-miss', { row, column: shownName(written), details: { name, meant: column } }),
    ),
    ...missing
      .filter((anyOf) => !anyOf.some((column) => meant.has(column)))
      .map((anyOf) => missingColumn(row, anyOf, aliases)),
  ]
}

/** Names of columns have no digits. */
export function isData(names: readonly string[]): boolean {
  return names.some((name) => /\d/.test(asciiDigits(name)))
}

interface Miss {
  readonly written: string
  readonly name: string
  readonly column: Column
}

function missesIn({ unknown }: Header, wanted: readonly Column[], aliases: Aliases): readonly Miss[] {
  return unknown.flatMap((written) => {
    const near = nearMiss(written, wanted, aliases)
    return near ? [{ written, ...near }] : []
  })
}

/** What the file may have and has not; to a register the columns of totals are of no use, and the other way round. */
function wantedIn({ columns }: Header, names: ColumnNames): readonly Column[] {
  const isRegister = columns.has('token_no')
  const unread = [
    ...UNREAD,
    ...(isRegister && !columns.has('tokens_issued') ? OF_TOTALS : []),
    ...(columns.has('tokens_issued') && !isRegister ? OF_REGISTER : []),
  ]
  return [...new Set(names.values())].filter((column) => !columns.has(column) && !unread.includes(column))
}

function missingColumn(row: number, anyOf: Required, aliases: Aliases): Fault {
  const [column, or] = anyOf as readonly [Column, Column?]
  const own = aliases[column] ?? []
  const details = { ...(or && { or }), ...(own.length > 0 && { district: namesInQuotes(own) }) }
  return faultOf('missing-column', { row, column, details })
}
