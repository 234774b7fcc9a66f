import { dateOf } from '../domain/calendar.ts'
import type { CertificateRow, IsoDate, Leg } from '../domain/rows.ts'
import { type Booking, readBookings } from '../formats/bookings.ts'
import { readCertificates } from '../formats/certificates.ts'
import type { Refusal } from '../formats/faults.ts'
import type { FeedReading, FeedSink } from '../formats/feed/feed-reader.ts'
import { type ParseContext, parseStock, parseTokens } from '../formats/parse.ts'
import { ok, type Result } from '../runtime/result.ts'
import { type ByteSource, bytesOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { parseContextOf } from './parse-context.ts'
import { Quarantine } from './quarantine.ts'
import type { Placed, Spool } from './spool.ts'
import type { LegContent } from './store.ts'

/** What a file of many centre-days says of one of them. */
export interface Share extends Placed {
  readonly content: LegContent
}

/** A file of many centre-days that was read to its end, and is not refused. */
export interface FeedFile {
  readonly receipt: Pick<FeedReading, 'rowCount' | 'warnings' | 'ignoredColumns'>
  readonly quarantine: Quarantine
  /** Every centre-day that it has rows for, in the order in which they were first met. */
  readonly centreDays: readonly Placed[]
  /** What it says of each, some at a time: all of them need not fit into memory. */
  shares(): AsyncIterable<readonly Share[]>
  /** Nothing of it is left in memory or on the disk. */
  discard(): Promise<void>
}

/**
 * Reads a file of many centre-days: certificates and bookings row by row, of any size, with bad rows in quarantine;
 * token and stock sheets whole, and refused whole for any fault.
 */
export function readFeedFile(leg: Leg, source: ByteSource, deps: Deps): Promise<Result<FeedFile, Refusal>> {
  return READERS[leg](source, deps)
}

type Reader = (source: ByteSource, deps: Deps) => Promise<Result<FeedFile, Refusal>>

const READERS: Readonly<Record<Leg, Reader>> = {
  certificates: (source, deps) =>
    spooled<CertificateRow>(
      source,
      deps,
      (sink) => readCertificates(source.read(), parseContextOf(deps), sink),
      (rows) => ({ leg: 'certificates', rows }),
    ),
  bookings: async (source, deps) => {
    const context = await sheetContext(deps)
    return spooled<Booking>(
      source,
      deps,
      (sink) => readBookings(source.read(), context, sink),
      (rows) => ({ leg: 'bookings', rows: rows.map(({ booking }) => booking) }),
    )
  },
  tokens: async (source, deps) => {
    const parsed = await parseTokens(await bytesOf(source), await sheetContext(deps))
    if (!parsed.ok) return parsed
    const { sheets, ...receipt } = parsed.value
    return ok(
      inMemory(
        receipt,
        sheets.map(({ sheet, ...place }) => ({ ...place, content: { leg: 'tokens', sheet } })),
      ),
    )
  },
  stock: async (source, deps) => {
    const parsed = await parseStock(await bytesOf(source), await sheetContext(deps))
    if (!parsed.ok) return parsed
    const { legs, ...receipt } = parsed.value
    return ok(
      inMemory(
        receipt,
        legs.map(({ rows, ...place }) => ({ ...place, content: { leg: 'stock', rows } })),
      ),
    )
  },
}

/** A file that says nothing. */
export const emptyFile: FeedFile = inMemory({ rowCount: 0, warnings: [], ignoredColumns: [] }, [])

/** A centre that the district does not know is a fault, and so is a day that has not come. */
async function sheetContext(deps: Deps): Promise<ParseContext> {
  const context = parseContextOf(deps)
  const centres = await deps.store.centres()
  return {
    ...context,
    today: dateOf(deps.clock.now(), context.timeZone),
    knownCentres: new Set(centres.map(({ centreId }) => centreId)),
  }
}

function inMemory(receipt: FeedFile['receipt'], shares: readonly Share[]): FeedFile {
  return {
    receipt,
    quarantine: new Quarantine(),
    centreDays: shares,
    async *shares() {
      yield shares
    },
    discard: async () => undefined,
  }
}

async function spooled<T extends Placed>(
  { size }: ByteSource,
  deps: Deps,
  read: (sink: FeedSink<T>) => Promise<Result<FeedReading, Refusal>>,
  contentOf: (rows: readonly T[]) => LegContent,
): Promise<Result<FeedFile, Refusal>> {
  const spool: Spool<T> = deps.newSpool(size)
  const quarantine = new Quarantine()
  const centreDays = new Map<string, Placed>()
  const sink: FeedSink<T> = {
    rows: async (rows) => {
      for (const row of rows) note(row, centreDays)
      await spool.add(rows)
    },
    quarantined: (rows) => quarantine.add(rows),
  }
  const reading = await read(sink).catch((error) => spool.discard().then(() => Promise.reject(error)))
  if (!reading.ok) {
    await spool.discard()
    return reading
  }
  return ok({
    receipt: reading.value,
    quarantine,
    centreDays: [...centreDays.values()],
    async *shares() {
      for await (const rows of spool.groups()) yield sharesOf(rows, contentOf)
    },
    discard: () => spool.discard(),
  })
}

function note({ centreId, date }: Placed, centreDays: Map<string, Placed>): void {
  const key = keyOf({ centreId, date })
  if (!centreDays.has(key)) centreDays.set(key, { centreId, date })
}

function sharesOf<T extends Placed>(
  rows: readonly T[],
  contentOf: (rows: readonly T[]) => LegContent,
): readonly Share[] {
  const shares = new Map<string, T[]>()
  for (const row of rows) {
    const share = shares.get(keyOf(row))
    if (share) share.push(row)
    else shares.set(keyOf(row), [row])
  }
  return [...shares.values()].map((share) => {
    const { centreId, date } = share[0]!
    return { centreId, date, content: contentOf(share) }
  })
}

const keyOf = ({ centreId, date }: Placed): string => `${date} ${centreId}`

export const datesOf = (places: readonly Placed[]): readonly IsoDate[] =>
  [...new Set(places.map(({ date }) => date))].sort()
