import type { Leg } from '../../../lib/domain/rows.ts'
import { fold } from '../../../lib/formats/characters.ts'
import {
  type ParseContext,
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
  type Refusal,
} from '../../../lib/formats/parse.ts'
import type { Receipt } from '../../../lib/formats/sheet.ts'
import type { Result } from '../../../lib/runtime/result.ts'
import { IST } from '../sheet-files.ts'
import { bookingLine, centreLine, certificateLine, stockLine, tokenLines } from './lines.ts'

/** A way in which people write their files, a file that has it, and what comes out. */
export interface Quirk {
  readonly quirk: string
  /** In `test/formats/files`. */
  readonly file: string
  /** Left out: tokens. */
  readonly leg?: Leg | 'centres'
  readonly context?: Partial<ParseContext>
  readonly comes: Comes
}

/** Rows as lines; warnings and quarantined rows as `row reason`, faults as `row column reason`. */
export type Comes =
  | {
      readonly rows: readonly string[]
      readonly warnings?: readonly string[]
      readonly ignored?: readonly string[]
      readonly quarantined?: readonly string[]
    }
  | { readonly refused: readonly string[] }

export const OWN_PLACE: Partial<ParseContext> = { centreId: 'DKMM', date: '2021-08-28' }
export const MAPPED: Partial<ParseContext> = { facilities: new Map([[fold('DKMM College'), 'DKMM']]) }

/** What comes out of a file, by the parse functions that every way in ends in. */
export async function comesOf(
  leg: Leg | 'centres',
  bytes: Uint8Array,
  context: Partial<ParseContext> = {},
): Promise<Comes> {
  return READ[leg](bytes, { ...IST, ...context })
}

type Read = (bytes: Uint8Array, context: ParseContext) => Promise<Comes>

const READ: Readonly<Record<Leg | 'centres', Read>> = {
  tokens: async (bytes, context) => told(await parseTokens(bytes, context), tokenLines),
  certificates: async (bytes, context) =>
    told(await parseCertificates(bytes, context), ({ rows }) => rows.map(certificateLine)),
  bookings: async (bytes, context) =>
    told(await parseBookings(bytes, context), ({ legs }) => legLines(legs, bookingLine)),
  stock: async (bytes, context) =>
    told(await parseStock(bytes, context), ({ legs }) => legLines(legs, stockLine)),
  centres: async (bytes, context) =>
    told(await parseCentres(bytes, context), ({ centres }) => centres.map(centreLine)),
}

function told<T extends Receipt>(read: Result<T, Refusal>, linesOf: (value: T) => readonly string[]): Comes {
  if (!read.ok) {
    return {
      refused: read.refusal.faults.map(
        ({ row, column, reason }) => `${row ?? '-'} ${column ?? '-'} ${reason}`,
      ),
    }
  }
  const {
    warnings,
    ignoredColumns,
    quarantined = [],
  } = read.value as T & {
    quarantined?: readonly { row: number; reason: string }[]
  }
  const listed = (list: readonly { row: number | null; reason: string }[]): readonly string[] =>
    list.map(({ row, reason }) => `${row} ${reason}`)
  return {
    rows: linesOf(read.value),
    ...(warnings.length > 0 && { warnings: listed(warnings) }),
    ...(ignoredColumns.length > 0 && { ignored: ignoredColumns }),
    ...(quarantined.length > 0 && { quarantined: listed(quarantined) }),
  }
}

function legLines<R>(
  legs: readonly { readonly centreId: string; readonly date: string; readonly rows: readonly R[] }[],
  line: (row: R) => string,
): readonly string[] {
  return legs.flatMap(({ centreId, date, rows }) => rows.map((row) => `${date} ${centreId} | ${line(row)}`))
}
