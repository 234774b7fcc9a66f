import type {
  BookingRow,
  Centre,
  CertificateRow,
  District,
  Instant,
  IsoDate,
  Leg,
  StockRow,
  SuspensionPeriod,
  TokenLeg,
} from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { inParallel } from './in-parallel.ts'
import { type CentreDayLegs, type LegContent, LegDamaged, StaleWrite, type Store } from './store.ts'
import { placeOf } from './tie-index.ts'

const DAY = 86_400_000
/** Centre-days whose rows are read at the same time: no more than a client has sockets for. */
const PARALLEL = 32

/** All days from one to another. */
export interface Period {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** The rows of a centre-day that are in force, by leg. */
export interface RowsOfCentreDay {
  readonly centreDay: CentreDayLegs
  readonly tokens: TokenLeg | null
  readonly certificates: readonly CertificateRow[]
  readonly bookings: readonly BookingRow[]
  readonly stock: readonly StockRow[]
}

/** All rows in force on some days, without what was made of them. */
export interface Snapshot {
  readonly from: IsoDate
  readonly to: IsoDate
  /** While it is the same, these rows are in force. */
  readonly mark: string
  readonly rows: readonly RowsOfCentreDay[]
  /** The same, by `placeOf`. */
  readonly byPlace: ReadonlyMap<string, RowsOfCentreDay>
  /** Centre-days that take no part any more: rows of theirs are past their retention, and gone. */
  readonly gone: ReadonlySet<string>
}

type ReadDeps = Pick<Deps, 'store' | 'clock' | 'district'>

/**
 * A centre-day whose rows are past their retention and gone takes no part any more; throws LegDamaged where rows are
 * gone that should be there.
 */
export async function readDays(deps: ReadDeps, { from, to }: Period): Promise<Snapshot> {
  const { store, clock, district } = deps
  const { mark, centreDays } = await store.inForce(from, to)
  const keptSince = clock.now() - district.retention.rowsDays * DAY
  const read = await inParallel(centreDays, PARALLEL, (centreDay) => readKept(store, centreDay, keptSince))
  const rows = read.filter((of) => of !== null)
  const byPlace = new Map(rows.map((of) => [placeOf(of.centreDay), of]))
  const gone = new Set(centreDays.filter((_, at) => read[at] === null).map(placeOf))
  return { from, to, mark, rows, byPlace, gone }
}

/**
 * The rows as they all stood at one moment. Null: a feed that touches these days is still being applied, and whoever
 * finishes it will judge them. Throws StaleWrite where rows came in while they were read.
 */
export async function readSettledDays(deps: ReadDeps, period: Period): Promise<Snapshot | null> {
  const snapshot = await readDays(deps, period)
  // Afterwards: of what a feed has said by then, the feed itself is known by now.
  if (await feedInTheWay(period, deps)) return null
  await assureMark(snapshot, deps)
  return snapshot
}

/** Throws StaleWrite, to begin again, where rows came in since. */
export async function assureMark(
  { from, to, mark }: Pick<Snapshot, 'from' | 'to' | 'mark'>,
  { store }: Pick<Deps, 'store'>,
): Promise<void> {
  if ((await store.mark(from, to)) !== mark) throw new StaleWrite('Rows came in meanwhile.')
}

async function feedInTheWay({ from, to }: Period, { store }: Pick<Deps, 'store'>): Promise<boolean> {
  const feeds = await store.activeFeeds()
  return feeds.some((feed) => feed.dates.some((date) => date >= from && date <= to))
}

/** The register, with what officials decided of a centre before what it says itself. */
export async function readCentres(store: Store): Promise<ReadonlyMap<string, Centre>> {
  const [list, suspensions] = await Promise.all([store.centres(), store.suspensionPeriods()])
  return new Map(list.map((centre) => [centre.centreId, withSuspensions(centre, suspensions)]))
}

function withSuspensions(centre: Centre, periods: ReadonlyMap<string, readonly SuspensionPeriod[]>): Centre {
  const suspensions = periods.get(centre.centreId)
  return suspensions ? { ...centre, suspensions } : centre
}

/** Rows by the very legs that name them: a store that gives the same again is not asked for its rows again. */
const rowsOf = new WeakMap<CentreDayLegs, RowsOfCentreDay>()

async function readKept(
  store: Store,
  centreDay: CentreDayLegs,
  since: Instant,
): Promise<RowsOfCentreDay | null> {
  const known = rowsOf.get(centreDay)
  if (known) return known
  try {
    const rows = await readRows(store, centreDay)
    rowsOf.set(centreDay, rows)
    return rows
  } catch (error) {
    const isOld = Object.values(centreDay.legs).some(({ uploadedAt }) => uploadedAt < since)
    if (error instanceof LegDamaged && isOld) return null
    throw error
  }
}

/** As the pure core takes them. */
export function districtOf({ rows }: Pick<Snapshot, 'rows'>, centres: District['centres']): District {
  const legOf = <R>({ centreDay: { centreId, date } }: RowsOfCentreDay, list: readonly R[]) => ({
    centreId,
    date,
    rows: list,
  })
  return {
    tokens: rows.map((of) => of.tokens).filter((leg) => leg !== null),
    certificates: rows.filter((of) => of.certificates.length > 0).map((of) => legOf(of, of.certificates)),
    bookings: rows.filter((of) => of.bookings.length > 0).map((of) => legOf(of, of.bookings)),
    stock: rows.filter((of) => of.stock.length > 0).map((of) => legOf(of, of.stock)),
    centres,
  }
}

async function readRows(store: Store, centreDay: CentreDayLegs): Promise<RowsOfCentreDay> {
  const { centreId, date, legs } = centreDay
  const read = (leg: Leg) => (legs[leg] ? store.leg(centreId, date, leg, legs[leg].version) : null)
  const [tokens, certificates, bookings, stock] = await Promise.all([
    read('tokens'),
    read('certificates'),
    read('bookings'),
    read('stock'),
  ])
  return {
    centreDay,
    tokens: tokens?.leg === 'tokens' ? tokenLeg(centreDay, tokens) : null,
    certificates: certificates?.leg === 'certificates' ? certificates.rows : [],
    bookings: bookings?.leg === 'bookings' ? bookings.rows : [],
    stock: stock?.leg === 'stock' ? stock.rows : [],
  }
}

function tokenLeg(
  { centreId, date, legs }: CentreDayLegs,
  { sheet }: Extract<LegContent, { leg: 'tokens' }>,
): TokenLeg {
  const { final, uploadedAt, completeUntil, refsBefore } = legs.tokens!
  return {
    ...{ centreId, date, sheet, final, uploadedAt },
    ...(completeUntil !== undefined && { completeUntil }),
    ...(refsBefore !== undefined && { refsBefore }),
  }
}
