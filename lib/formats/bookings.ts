import type { Quarantined } from '../domain/report.ts'
import type { BookingLeg, BookingRow } from '../domain/rows.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { readFeed } from './acceptance.ts'
import { type CentreDay, crowdedDays, groupRows, readCentre, readDay } from './centre-days.ts'
import type { ParseContext } from './context.ts'
import { type Refusal, warningOf } from './faults.ts'
import type { RowReader } from './row-reader.ts'
import { type Receipt, readSheet, receiptOf } from './sheet.ts'
import type { Table } from './table.ts'

export interface ParsedBookings extends Receipt {
  /** By date, then centre; rows in file order, as a later row of one key is the later received. */
  readonly legs: readonly BookingLeg[]
  readonly quarantined: readonly Quarantined[]
}

/** A feed like that of certificates, but a centre that the district does not know refuses it. */
export function bookingsOf(table: Table, context: ParseContext): Result<ParsedBookings, Refusal> {
  const sheet = readSheet(table, 'bookings', context)
  if (!sheet.ok) return sheet
  if (sheet.value.rows.length === 0) sheet.value.warnings.add(() => warningOf('no-rows'))
  const feed = readFeed(sheet.value, context, readBooking)
  if (!feed.ok) return feed
  const days = groupRows(feed.value.rows, ({ booking }) => booking)
  const crowded = crowdedDays(days)
  if (crowded.length > 0) return refuse({ faults: crowded })
  const legs = days.list().map(({ centreId, date, value }) => ({ centreId, date, rows: value }))
  return ok({ ...receiptOf(sheet.value), legs, quarantined: feed.value.quarantined })
}

function readBooking(row: RowReader): CentreDay & { readonly booking: BookingRow } {
  return {
    centreId: readCentre(row),
    date: readDay(row, 'date'),
    booking: { ref: row.requiredRef(), dose: row.dose(), slot: row.text('slot'), status: row.text('status') },
  }
}
