import type { CentreDayReport, Counts, Finding, Outcome } from '../domain/report.ts'
import type { Warning } from '../formats/faults.ts'

/** What whoever handed a file in is told of it (CONTRACT section 6). */
export interface Receipt {
  readonly sheetId: string
  readonly version: number
  readonly sha256: string
  readonly rows: number
  readonly warnings: readonly Warning[]
  /** Columns that nobody asked for, by their own headers. */
  readonly ignoredColumns: readonly string[]
  /** The first of the rows of a feed that could not be read: kept in the raw file, and not counted. */
  readonly quarantined: readonly { readonly row: number; readonly reason: string }[]
  /** All of them. */
  readonly quarantinedRows: number
  readonly final: boolean
  /** `pending`: accepted and safe, and the result could not be stored in time. */
  readonly outcome: Outcome | 'pending'
  readonly counts: Counts | null
  readonly findings: readonly Finding[]
}

/** Quarantined rows that a receipt lists: a broken feed may have more than an answer can carry. */
export const LISTED = 1000

export interface Accepted<R = Receipt> {
  /** The same bytes were in force already: nothing changed. */
  readonly replay: boolean
  readonly receipt: R
}

export const resultOf = (report: CentreDayReport | null): Pick<Receipt, 'outcome' | 'counts' | 'findings'> =>
  report
    ? { outcome: report.outcome, counts: report.counts, findings: report.findings }
    : { outcome: 'pending', counts: null, findings: [] }
