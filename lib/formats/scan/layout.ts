import type { Column } from '../columns.ts'
import type { ParseContext } from '../context.ts'
import { beginsAsJson } from '../divoc/records.ts'
import { shownName } from '../faults.ts'
import { recognisedBy } from '../feed/table-run.ts'
import { startKind } from '../file-kind.ts'
import { columnNames, findHeader, type Header, headerFaults, recognised } from '../headers.ts'
import { requiredColumns } from '../required.ts'
import { separatorOf, type Table, tableOf } from '../table.ts'

export type ScannedKind = 'tokens' | 'certificates'

/** How a file that may be scanned is laid out. */
export interface Layout {
  readonly kind: ScannedKind
  /** A byte. */
  readonly separator: number
  /** What stands in each cell of a row; null where nobody reads it. */
  readonly columns: readonly (Column | null)[]
  readonly ignoredColumns: readonly string[]
  /** Where the first row below the header begins, in bytes. */
  readonly bodyStart: number
  /** A row of the first ones, on average. */
  readonly rowBytes: number
}

/** As many bytes as the ordinary readers look at to find the separator. */
export const HEAD_BYTES = 65_536
/** The ordinary readers look at fewer rows than this to find the header. */
const HEAD_ROWS = 41
const PLAIN_TEXT = /^[ -~\t\r\n]*$/
const CERTIFICATE_FORMS = {
  tables: (['certificates', 'divoc'] as const).map((kind) => ({
    kind,
    dateColumn: kind === 'divoc' ? ('vaccinationDate' as const) : ('vaccinated_on' as const),
    read: () => [],
  })),
}

/**
 * The layout of a file by its first bytes, found as the ordinary readers find it. Null for a file that is not scanned:
 * its header does not stand in its first line, or says anything that an ordinary reader should judge.
 */
export function layoutOf(head: Uint8Array, kind: ScannedKind, context: ParseContext): Layout | null {
  if (startKind(head) !== 'text' || beginsAsJson(head)) return null
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES)).toString('latin1')
  const separator = PLAIN_TEXT.test(text) && !text.includes('"') ? separatorIn(text, kind, context) : null
  if (separator === null) return null
  const lines = text.split(/\r\n|\n/, HEAD_ROWS + 1)
  if (lines.length <= HEAD_ROWS || lines.some((line) => line.includes('\r'))) return null
  const table = tableOf(lines.slice(0, HEAD_ROWS).map((line) => line.split(separator)))
  const header = headerIn(table, kind, context)
  const bodyStart = text.indexOf('\n') + 1
  const rows = text.split('\n').length - 1
  return header && layoutBy(header, kind, separator, bodyStart, (text.length - bodyStart) / rows)
}

function separatorIn(text: string, kind: ScannedKind, context: ParseContext): string | null {
  if (kind === 'certificates')
    return separatorOf(text, (head) => recognisedBy(head, CERTIFICATE_FORMS, context))
  const names = columnNames(kind, context.aliases)
  return separatorOf(text, (head) => recognised(head, names, requiredColumns(kind, context)))
}

function headerIn(table: Table, kind: ScannedKind, context: ParseContext): Header | null {
  const score = (of: ScannedKind | 'divoc'): number =>
    recognised(table, columnNames(of, context.aliases), requiredColumns(of, context))
  if (kind === 'certificates' && score('divoc') > score('certificates')) return null
  const names = columnNames(kind, context.aliases)
  const required = requiredColumns(kind, context)
  const header = findHeader(table, names, required)
  const isPlain = header.row === 1 && header.lines.length === 1 && header.leastCells === header.width
  return isPlain && headerFaults(header, required, names, context.aliases).length === 0 ? header : null
}

function layoutBy(
  header: Header,
  kind: ScannedKind,
  separator: string,
  bodyStart: number,
  rowBytes: number,
): Layout | null {
  const needed: readonly Column[] = kind === 'tokens' ? ['date', 'centre_id', 'token_no'] : []
  if (needed.some((column) => !header.columns.has(column))) return null
  const columns: (Column | null)[] = header.cells.map(() => null)
  for (const [column, at] of header.columns) if (column !== 'vaccinator') columns[at] = column
  const ignoredColumns = header.unknown.map(shownName)
  return { kind, separator: separator.charCodeAt(0), columns, ignoredColumns, bodyStart, rowBytes }
}
