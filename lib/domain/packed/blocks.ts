import type { CertificateRow, Instant, IsoDate, TokenRow } from '../rows.ts'
import type { CertificateColumns, TokenColumns } from './columns.ts'

/**
 * Rows of many centre-days as one file gave them, columns and no objects: a row is made only when somebody asks for it.
 * For files so large that rows as objects would be most of the work, and of the memory.
 */
export interface Block<C, R> {
  /** The centre-days of this block by their number in it. */
  readonly centreDays: readonly { readonly centreId: string; readonly date: IsoDate }[]
  /** The centre-day of each row. */
  readonly place: Int32Array
  readonly columns: C
  at(row: number): R
}

/** Registers alone. A centre-day may be in several blocks, and then is all of them; it is in no token leg beside. */
export interface TokenBlock extends Block<TokenColumns, TokenRow> {
  readonly uploadedAt: Instant
}
export type CertificateBlock = Block<CertificateColumns, CertificateRow>
