import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { LegContent } from '../../application/store.ts'
import type { CertificateRow, IsoDate, TokenRow } from '../../domain/rows.ts'

/**
 * Rows as deflated columns: values of one kind lie side by side, so 80 rows take about 1 KB where one item a
 * row would take 80 items. Past 300 KiB they are cut into chunks, each an item of its own (limit 400 KB).
 */
export const CHUNK_BYTES = 300 * 1024

interface Packed {
  readonly head: Record<string, unknown>
  readonly rows: number
  readonly columns: Readonly<Record<string, readonly unknown[]>>
}

export function packLeg(content: LegContent): readonly Uint8Array[] {
  const bytes = deflateRawSync(JSON.stringify(toPacked(content)))
  const chunks: Uint8Array[] = []
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES)
    chunks.push(bytes.subarray(from, from + CHUNK_BYTES))
  return chunks
}

/** `centreId` and `date` are the leg's own: rows do not repeat them. */
export function unpackLeg(chunks: readonly Uint8Array[], centreId: string, date: IsoDate): LegContent {
  const { head, rows, columns }: Packed = JSON.parse(inflateRawSync(Buffer.concat(chunks)).toString('utf8'))
  const list = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[row]])),
  )
  return fromPacked(head, list, centreId, date)
}

function toPacked(content: LegContent): Packed {
  switch (content.leg) {
    case 'tokens':
      return content.sheet.kind === 'totals'
        ? { head: { leg: 'tokens', sheet: content.sheet }, rows: 0, columns: {} }
        : { head: { leg: 'tokens', sheet: { kind: 'register' } }, ...tokenColumns(content.sheet.rows) }
    case 'certificates':
      return {
        head: { leg: 'certificates' },
        ...toColumns(content.rows.map(({ centreId, date, ...row }) => row)),
      }
    case 'bookings':
    case 'stock':
      return { head: { leg: content.leg }, ...toColumns<object>(content.rows) }
  }
}

/** Hardly any sheet raises a line: the column is there only where one does. */
function tokenColumns(rows: readonly TokenRow[]) {
  const raised = rows.map(({ raisedAt }) => raisedAt ?? null)
  const packed = toColumns(rows.map(({ raisedAt, ...row }) => row))
  if (raised.every((at) => at === null)) return packed
  return { rows: packed.rows, columns: { ...packed.columns, raisedAt: raised } }
}

function tokenRow(row: object): object {
  if (!('raisedAt' in row) || row.raisedAt !== null) return row
  const { raisedAt, ...rest } = row
  return rest
}

function toColumns<Row extends object>(rows: readonly Row[]) {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row & string)[]
  return {
    rows: rows.length,
    columns: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])),
  }
}

/** Only we write these items, and the version's hash is in the ledger: the shape is trusted here. */
function fromPacked(
  head: Packed['head'],
  rows: readonly object[],
  centreId: string,
  date: IsoDate,
): LegContent {
  const { leg, sheet } = head as { leg: LegContent['leg']; sheet?: { kind: string } }
  if (leg === 'tokens')
    return {
      leg,
      sheet: sheet?.kind === 'totals' ? sheet : { kind: 'register', rows: rows.map(tokenRow) },
    } as LegContent
  if (leg === 'certificates') {
    return { leg, rows: rows.map((row) => ({ ...row, centreId, date }) as CertificateRow) }
  }
  return { leg, rows } as LegContent
}
