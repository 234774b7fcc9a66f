import type { IsoDate } from '../../lib/domain/rows.ts'
import type { Warning } from '../../lib/formats/faults.ts'
import type { QuarantinedRow } from '../../lib/formats/feed/feed-reader.ts'

/** What a file would be accepted as. */
export interface Checked {
  /** Below the header, those set aside included. */
  readonly rows: number
  /** By date, then centre; none for a list of centres. */
  readonly centreDays: readonly CheckedDay[]
  readonly ignoredColumns: readonly string[]
  readonly warnings: readonly Warning[]
  /** Rows of a feed that cannot be read, the first thousand of them. */
  readonly quarantined: readonly Pick<QuarantinedRow, 'row' | 'column' | 'reason'>[]
  readonly quarantinedRows: number
}

export interface CheckedDay {
  readonly centreId: string
  readonly date: IsoDate
  /** Tokens, certificates, bookings, or rows of vials. */
  readonly count: number
  readonly deferred?: number
  readonly left?: number
}
