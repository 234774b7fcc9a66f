import type { Quarantined } from '../domain/report.ts'
import type { BookingLeg, BookingRow } from '../domain/rows.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { type CentreDay, crowdedDays, groupRows, readCentre, readDay } from './centre-days.ts'
import type { ParseContext } from './context.ts'
import { MAX_BYTES } from './decode.ts'
import type { Refusal } from './faults.ts'
import { collect } from './feed/collect.ts'
import type { FeedForms, FeedReading, FeedSink } from './feed/feed-reader.ts'
import { type FileBytes, readFeed } from './feed/read-feed.ts'
import type { RowReader } from './row-reader.ts'
import { MAX_ROWS, type Receipt } from './sheet.ts'
import { readBookingStatus } from './values.ts'

export interface ParsedBookings extends Receipt {
  /** By date, then centre; rows in file order, as a later row of one key is the later received. */
  readonly legs: readonly BookingLeg[]
  readonly quarantined: readonly Quarantined[]
}

export interface Booking extends CentreDay {
  readonly booking: BookingRow
}

const FORMS: FeedForms<Booking> = {
  tables: [{ kind: 'bookings', dateColumn: 'date', read: (row) => [readBooking(row)] }],
  maxBytes: MAX_BYTES,
  maxRows: MAX_ROWS,
}

/** A feed like that of certificates, but with limits, and a centre that the district does not know refuses it. */
export function readBookings(
  file: FileBytes,
  context: ParseContext,
  sink: FeedSink<Booking>,
): Promise<Result<FeedReading, Refusal>> {
  return readFeed(file, FORMS, context, sink)
}

/** As `readBookings`, with every row in memory. */
export async function bookingsOf(
  file: FileBytes,
  context: ParseContext,
): Promise<Result<ParsedBookings, Refusal>> {
  const read = await collect(file, FORMS, context)
  if (!read.ok) return read
  const { rows, ...receipt } = read.value
  const days = groupRows(rows, ({ booking }) => booking)
  const crowded = crowdedDays(days)
  if (crowded.length > 0) return refuse({ faults: crowded })
  const legs = days.list().map(({ centreId, date, value }) => ({ centreId, date, rows: value }))
  return ok({ ...receipt, legs })
}

function readBooking(row: RowReader): Booking {
  return {
    centreId: readCentre(row),
    date: readDay(row, 'date'),
    booking: {
      ref: row.requiredRef(),
      dose: row.dose(),
      slot: row.text('slot'),
      status: readBookingStatus(row.cell('status')),
    },
  }
}
