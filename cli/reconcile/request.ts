import type { IsoDate } from '../../lib/domain/rows.ts'
import type { Language } from '../../lib/formats/language.ts'

/**
 * Raw size of a token or stock sheet, in bytes. Who reconciles has the sheets of a whole district in one file, where
 * what is handed in is of a centre; and a CSV is not packed, so this is what a workbook may unpack to.
 */
export const MAX_SHEET_BYTES = 200 * 1024 * 1024

export const FORMATS = ['text', 'json', 'csv', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]

/** What a command line of `milaan reconcile` asks for. */
export interface ReconcileRequest {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly files: FileLists
  readonly centres: string | null
  readonly policy: string | null
  /** A district file: how its files are written, and its policy where none is given by itself. */
  readonly district: string | null
  /** ISO 8601, as written: without an offset it is of the district's clock, which the policy tells. */
  readonly asOf: string | null
  readonly replace: boolean
  /** Of what is said about the files, and of the words in tables. Null: nobody asked for one. */
  readonly language: Language | null
  readonly format: Format
  /** Null: standard output. */
  readonly out: string | null
}

/** Paths as given, in the order given. */
export interface FileLists {
  readonly tokens: readonly string[]
  readonly certificates: readonly string[]
  readonly bookings: readonly string[]
  readonly stock: readonly string[]
}
