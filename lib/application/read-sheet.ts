import { dateOf } from '../domain/calendar.ts'
import type { CertificateRow, IsoDate, Leg } from '../domain/rows.ts'
import { type Booking, readBookings } from '../formats/bookings.ts'
import { readCertificates } from '../formats/certificates.ts'
import { type Fault, faultOf, type Refusal } from '../formats/faults.ts'
import type { FeedReading, FeedSink } from '../formats/feed/feed-reader.ts'
import { type ParseContext, parseStock, parseTokens } from '../formats/parse.ts'
import type { Receipt as SheetReceipt } from '../formats/sheet.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { Deps } from './deps.ts'
import { parseContextOf } from './parse-context.ts'
import { Quarantine } from './quarantine.ts'
import type { Receipt } from './receipt.ts'
import type { LegContent } from './store.ts'

/** What a file of one centre-day says, before it is accepted. */
export interface ReadSheet extends Pick<Receipt, 'rows' | 'warnings' | 'ignoredColumns'> {
  readonly content: LegContent
  readonly quarantine: Quarantine
}

export interface SheetBytes {
  readonly centreId: string
  readonly date: IsoDate
  readonly leg: Leg
  readonly bytes: Uint8Array
}

/** Reads a file against its own centre and date. A centre that the district does not know is a fault, except in certificates. */
export async function readSheet(sheet: SheetBytes, deps: Deps): Promise<Result<ReadSheet, Refusal>> {
  const { centreId, date, leg, bytes } = sheet
  const own = parseContextOf(deps)
  const context: ParseContext = { ...own, centreId, date, today: dateOf(deps.clock.now(), own.timeZone) }
  if (leg === 'certificates') return readCertificateRows(bytes, context)
  const centres = await deps.store.centres()
  const knownCentres = new Set(centres.map((centre) => centre.centreId))
  const read = await READERS[leg](bytes, { ...context, knownCentres })
  if (!read.ok) return read
  const faults = placeFaults(sheet, context, knownCentres)
  return faults.length > 0 ? refuse({ faults }) : read
}

/** What the rows say of their centre and day was judged row by row; a sheet without any says it by its place alone. */
function placeFaults(
  { centreId, date, leg }: SheetBytes,
  { today }: ParseContext,
  knownCentres: ReadonlySet<string>,
): readonly Fault[] {
  const faults: Fault[] = []
  if (!knownCentres.has(centreId)) {
    faults.push(faultOf('unknown-centre', { column: 'centre_id', value: centreId }))
  }
  if (leg !== 'bookings' && today !== undefined && date > today) {
    faults.push(faultOf('future-date', { column: 'date', value: date }))
  }
  return faults
}

type Reader = (bytes: Uint8Array, context: ParseContext) => Promise<Result<ReadSheet, Refusal>>

const READERS: Readonly<Record<Exclude<Leg, 'certificates'>, Reader>> = {
  tokens: async (bytes, context) => {
    const parsed = await parseTokens(bytes, context)
    if (!parsed.ok) return parsed
    const sheet = parsed.value.sheets[0]?.sheet ?? { kind: 'register' as const, rows: [] }
    return ok({ content: { leg: 'tokens', sheet }, ...receiptOf(parsed.value) })
  },
  stock: async (bytes, context) => {
    const parsed = await parseStock(bytes, context)
    if (!parsed.ok) return parsed
    return ok({
      content: { leg: 'stock', rows: parsed.value.legs[0]?.rows ?? [] },
      ...receiptOf(parsed.value),
    })
  },
  bookings: (bytes, context) =>
    readRows<Booking>(
      (sink) => readBookings(bytes, context, sink),
      (rows) => ({ leg: 'bookings', rows: rows.map(({ booking }) => booking) }),
    ),
}

function readCertificateRows(bytes: Uint8Array, context: ParseContext): Promise<Result<ReadSheet, Refusal>> {
  return readRows<CertificateRow>(
    (sink) => readCertificates(bytes, context, sink),
    (rows) => ({ leg: 'certificates', rows }),
  )
}

/** The rows of a feed of one centre-day, which are few. */
async function readRows<T>(
  read: (sink: FeedSink<T>) => Promise<Result<FeedReading, Refusal>>,
  contentOf: (rows: readonly T[]) => LegContent,
): Promise<Result<ReadSheet, Refusal>> {
  const rows: T[] = []
  const quarantine = new Quarantine()
  const reading = await read({
    rows: (batch) => {
      for (const row of batch) rows.push(row)
    },
    quarantined: (batch) => quarantine.add(batch),
  })
  if (!reading.ok) return reading
  return ok({ content: contentOf(rows), ...receiptOf(reading.value), quarantine })
}

function receiptOf({ rowCount, warnings, ignoredColumns }: SheetReceipt) {
  return { rows: rowCount, warnings, ignoredColumns, quarantine: new Quarantine() }
}
