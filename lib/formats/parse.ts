import { type Result, refuse } from '../runtime/result.ts'
import { bookingsOf, type ParsedBookings } from './bookings.ts'
import { centresOf, type ParsedCentres } from './centres.ts'
import { certificatesOf, type ParsedCertificates } from './certificates.ts'
import type { FileKind } from './columns.ts'
import type { ParseContext } from './context.ts'
import { decode, decodeReplacing, MAX_BYTES } from './decode.ts'
import { type Refusal, refusalOf } from './faults.ts'
import type { FileBytes } from './feed/read-feed.ts'
import { contentKind } from './file-kind.ts'
import { columnNames, recognised } from './headers.ts'
import { requiredColumns } from './required.ts'
import { MAX_ROWS } from './sheet.ts'
import { type ParsedStock, stockOf } from './stock.ts'
import { type BrokenRows, readCsv, type Table } from './table.ts'
import { type ParsedTokens, tokensOf } from './tokens.ts'
import { unreadableFaults } from './unreadable.ts'
import { readWorkbook } from './xlsx/read-workbook.ts'
import { searchFor } from './xlsx/search.ts'

export type {
  ParseContext,
  ParsedBookings,
  ParsedCentres,
  ParsedCertificates,
  ParsedStock,
  ParsedTokens,
  Refusal,
}

/** Blank rows and cells of several lines are no rows of a table, but no table is made of so many of them. */
const MAX_LINES = 8 * MAX_ROWS

/**
 * The files of CONTRACT section 2, from bytes to normalised rows. What a file may be refused for is listed in its
 * refusal, fault by fault; nothing is thrown for what a person sent. Names, phones and whoever vaccinated are
 * never read, so nothing that comes out of here carries them.
 */

/** Sheets by centre-day: registers, totals or both. */
export async function parseTokens(
  bytes: Uint8Array,
  context: ParseContext,
): Promise<Result<ParsedTokens, Refusal>> {
  return parse(bytes, 'tokens', context, tokensOf)
}

/** A feed of certificates: good rows, and the numbers of those that were quarantined. */
export async function parseCertificates(
  file: FileBytes,
  context: ParseContext,
): Promise<Result<ParsedCertificates, Refusal>> {
  return certificatesOf(file, context)
}

/** A feed of bookings by centre-day, and the numbers of rows that were quarantined. */
export async function parseBookings(
  file: FileBytes,
  context: ParseContext,
): Promise<Result<ParsedBookings, Refusal>> {
  return bookingsOf(file, context)
}

/** Vials by centre-day. */
export async function parseStock(
  bytes: Uint8Array,
  context: ParseContext,
): Promise<Result<ParsedStock, Refusal>> {
  return parse(bytes, 'stock', context, stockOf)
}

/** The district's centres. */
export async function parseCentres(
  bytes: Uint8Array,
  context: ParseContext,
): Promise<Result<ParsedCentres, Refusal>> {
  return parse(bytes, 'centres', context, centresOf)
}

async function parse<T>(
  bytes: Uint8Array,
  kind: FileKind,
  context: ParseContext,
  parseTable: (table: Table, context: ParseContext) => Result<T, Refusal>,
): Promise<Result<T, Refusal>> {
  const table = await readTable(bytes, kind, context)
  return table.ok ? parseTable(table.value, context) : table
}

async function readTable(
  bytes: Uint8Array,
  kind: FileKind,
  context: ParseContext,
): Promise<Result<Table, Refusal>> {
  const maxBytes = context.maxBytes ?? MAX_BYTES
  const names = columnNames(kind, context.aliases)
  const required = requiredColumns(kind, context)
  if (bytes.length <= maxBytes && contentKind(bytes) === 'workbook') {
    const table = await readWorkbook(bytes, searchFor([kind], context), { maxBytes })
    const faults = unreadableFaults(table, names, required)
    return faults.length > 0 ? refuse({ faults }) : table
  }
  const tableIn = (text: string, brokenRows: BrokenRows): Result<Table, Refusal> => {
    if (hasTooManyLines(text)) return refuse(refusalOf('too-many-rows', { details: { limit: MAX_ROWS } }))
    return readCsv(text, (head) => recognised(head, names, required), brokenRows)
  }
  const replaced = (): Result<Table, Refusal> => {
    const text = decodeReplacing(bytes, maxBytes)
    return text.ok ? tableIn(text.value, 'mark') : text
  }
  const text = decode(bytes, maxBytes)
  if (text.ok) return tableIn(text.value, 'refuse')
  const faults = isNotText(text.refusal) ? unreadableFaults(replaced(), names, required) : []
  return faults.length > 0 ? refuse({ faults }) : text
}

/** Every line becomes an object before rows are counted, and 200 MiB could hold more of them than memory does. */
function hasTooManyLines(text: string): boolean {
  return ['\n', '\r'].some((lineEnd) => {
    let lines = 0
    for (let at = text.indexOf(lineEnd); at >= 0 && lines <= MAX_LINES; at = text.indexOf(lineEnd, at + 1))
      lines++
    return lines > MAX_LINES
  })
}

function isNotText({ faults }: Refusal): boolean {
  return faults.some(({ reason }) => reason === 'not-text')
}
