import type { IsoDate } from '../../domain/rows.ts'
import type { Column, FileKind } from '../columns.ts'
import type { ParseContext } from '../context.ts'
import type { FaultCode } from '../faults.ts'
import type { RowReader } from '../row-reader.ts'
import type { Receipt } from '../sheet.ts'

/** How the rows of one kind of table are read. */
export interface FeedReader<T> {
  readonly kind: FileKind
  readonly dateColumn: Column
  /** What one row says: most often one value. What cannot be read becomes a fault of the row. */
  readonly read: (row: RowReader) => readonly T[]
}

/** The forms in which a feed may come, told apart by its content. */
export interface FeedForms<T> {
  readonly tables: readonly FeedReader<T>[]
  /** Reads one record of a file of JSON, where the feed may come as that. */
  readonly json?: (context: ParseContext) => (value: unknown, row: number) => JsonReading<T>
  readonly maxBytes: number
  readonly maxRows: number
}

/** What one record of JSON says, or why it was set aside. */
export type JsonReading<T> =
  | { readonly rows: readonly T[] }
  | { readonly reason: FaultCode; readonly column: string | null }

/** A bad row of a feed: number and reason only. What it says is in the raw file and nowhere else. */
export interface QuarantinedRow {
  readonly row: number
  readonly column: string | null
  readonly reason: FaultCode
  /** The day that it speaks of, where at least that can be read. */
  readonly date: IsoDate | null
}

/** Takes what a feed says, a batch of its rows at a time; the feed may yet be refused after the last. */
export interface FeedSink<T> {
  rows(rows: readonly T[]): void | Promise<void>
  quarantined(rows: readonly QuarantinedRow[]): void | Promise<void>
}

/** `rowCount`: rows below the header, quarantined ones included. */
export interface FeedReading extends Receipt {
  readonly quarantinedCount: number
}

/** Whether a row says that its whole file went to the wrong place, or names a place that nobody has. */
export function refusesFeed(reason: FaultCode): reason is 'other-centre' | 'other-date' | 'unknown-centre' {
  return reason === 'other-centre' || reason === 'other-date' || reason === 'unknown-centre'
}
