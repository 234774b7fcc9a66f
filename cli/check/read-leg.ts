import type { TokenSheet } from '../../lib/domain/rows.ts'
import { readBookings } from '../../lib/formats/bookings.ts'
import { ByCentreDay, type CentreDay, crowdedDays } from '../../lib/formats/centre-days.ts'
import { readCertificates } from '../../lib/formats/certificates.ts'
import type { ParseContext } from '../../lib/formats/context.ts'
import type { Refusal } from '../../lib/formats/faults.ts'
import type { FeedReading, FeedSink, QuarantinedRow } from '../../lib/formats/feed/feed-reader.ts'
import { parseCentres, parseStock, parseTokens } from '../../lib/formats/parse.ts'
import type { Receipt } from '../../lib/formats/sheet.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { type Pieces, readSheetBytes } from '../input-files.ts'
import type { Checked, CheckedDay } from './checked.ts'
import type { CheckedLeg } from './options.ts'

type ReadLeg = (file: Pieces, context: ParseContext) => Promise<Result<Checked, Refusal>>

const LISTED = 1000

/** Reads a file as whoever it is handed in to would, and forgets its rows at once. */
export const READERS: Readonly<Record<CheckedLeg, ReadLeg>> = {
  tokens: async (file, context) => {
    const read = await parseTokens(await readSheetBytes(file), context)
    if (!read.ok) return read
    const days = read.value.sheets.map(({ centreId, date, sheet }) => ({
      centreId,
      date,
      ...countsOf(sheet),
    }))
    return ok(checked(read.value, days))
  },
  stock: async (file, context) => {
    const read = await parseStock(await readSheetBytes(file), context)
    if (!read.ok) return read
    const days = read.value.legs.map(({ centreId, date, rows }) => ({ centreId, date, count: rows.length }))
    return ok(checked(read.value, days))
  },
  centres: async (file, context) => {
    const read = await parseCentres(await readSheetBytes(file), context)
    return read.ok ? ok(checked(read.value, [])) : read
  },
  certificates: async (file, context) => {
    const counting = new CountingSink<CentreDay>()
    const read = await readCertificates(file, context, counting)
    return read.ok ? ok(counting.checked(read.value)) : read
  },
  bookings: async (file, context) => {
    const counting = new CountingSink<CentreDay>()
    const read = await readBookings(file, context, counting)
    if (!read.ok) return read
    const faults = counting.crowded()
    return faults.length > 0 ? refuse({ faults }) : ok(counting.checked(read.value))
  },
}

/** A feed may be larger than memory: of its rows only their number is kept, by centre and date. */
class CountingSink<T extends CentreDay> implements FeedSink<T> {
  readonly #days = new ByCentreDay<{ length: number }>()
  readonly #quarantined: QuarantinedRow[] = []

  rows(rows: readonly T[]): void {
    for (const row of rows) this.#days.at(row, () => ({ length: 0 })).length++
  }

  quarantined(rows: readonly QuarantinedRow[]): void {
    for (const row of rows) if (this.#quarantined.length < LISTED) this.#quarantined.push(row)
  }

  crowded() {
    return crowdedDays(this.#days)
  }

  checked(reading: FeedReading): Checked {
    const days = this.#days
      .list()
      .map(({ centreId, date, value }) => ({ centreId, date, count: value.length }))
    const quarantined = this.#quarantined.map(({ row, column, reason }) => ({ row, column, reason }))
    return { ...checked(reading, days), quarantined, quarantinedRows: reading.quarantinedCount }
  }
}

function checked(
  { rowCount, warnings, ignoredColumns }: Receipt,
  centreDays: readonly CheckedDay[],
): Checked {
  return { rows: rowCount, centreDays, ignoredColumns, warnings, quarantined: [], quarantinedRows: 0 }
}

function countsOf(sheet: TokenSheet): Required<Pick<CheckedDay, 'count' | 'deferred' | 'left'>> {
  if (sheet.kind === 'totals') return { count: sheet.issued, deferred: sheet.deferred, left: sheet.left }
  const having = (outcome: string): number => sheet.rows.filter((row) => row.outcome === outcome).length
  return { count: sheet.rows.length, deferred: having('deferred'), left: having('left') }
}
