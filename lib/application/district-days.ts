import type { Head } from '../domain/head.ts'
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
import { type LegContent, LegDamaged, type Store } from './store.ts'

const DAY = 86_400_000
/** Centre-days whose rows are read at the same time: no more than a client has sockets for. */
const PARALLEL = 32

/** The rows of a centre-day that are in force, by leg. */
export interface HeadRows {
  readonly head: Head
  readonly tokens: TokenLeg | null
  readonly certificates: readonly CertificateRow[]
  readonly bookings: readonly BookingRow[]
  readonly stock: readonly StockRow[]
}

/** The heads of some days and the rows that they name. */
export interface Snapshot {
  /** Every head that was read, those whose rows are gone among them. */
  readonly read: readonly Head[]
  readonly heads: readonly Head[]
  readonly rows: readonly HeadRows[]
  readonly centres: ReadonlyMap<string, Centre>
}

/**
 * Heads first, all else after: whoever stores a result conditions it on these heads. A centre-day whose rows are past
 * their retention and gone takes no part any more; throws LegDamaged where rows are gone that should be there.
 */
export async function readDays(
  { store, clock, district }: Pick<Deps, 'store' | 'clock' | 'district'>,
  dates: readonly IsoDate[],
): Promise<Snapshot> {
  const heads = await store.heads(dates)
  const keptSince = clock.now() - district.retention.rowsDays * DAY
  const [read, list, suspensions] = await Promise.all([
    inParallel(heads, PARALLEL, (head) => readKept(store, head, keptSince)),
    store.centres(),
    store.suspensionPeriods(),
  ])
  const rows = read.filter((of) => of !== null)
  return {
    read: heads,
    heads: rows.map((of) => of.head),
    rows,
    centres: new Map(list.map((centre) => [centre.centreId, withSuspensions(centre, suspensions)])),
  }
}

/** What officials decided of a centre stands before what the register says of it. */
function withSuspensions(centre: Centre, periods: ReadonlyMap<string, readonly SuspensionPeriod[]>): Centre {
  const suspensions = periods.get(centre.centreId)
  return suspensions ? { ...centre, suspensions } : centre
}

/** Rows by the very head that names them: a store that gives the same head again is not asked for its rows again. */
const rowsOf = new WeakMap<Head, HeadRows>()

async function readKept(store: Store, head: Head, since: Instant): Promise<HeadRows | null> {
  const known = rowsOf.get(head)
  if (known) return known
  try {
    const rows = await readRows(store, head)
    rowsOf.set(head, rows)
    return rows
  } catch (error) {
    const isOld = Object.values(head.legs).some(({ uploadedAt }) => uploadedAt < since)
    if (error instanceof LegDamaged && isOld) return null
    throw error
  }
}

/** As the pure core takes them. */
export function districtOf({ rows, centres }: Pick<Snapshot, 'rows' | 'centres'>): District {
  const legOf = <R>({ head: { centreId, date } }: HeadRows, list: readonly R[]) => ({
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

/** What a result depends on: equal texts mean that no leg of these days changed. */
export function legVersions(heads: readonly Head[]): string {
  return heads
    .flatMap(({ centreId, date, legs }) =>
      Object.entries(legs).map(
        ([leg, { version, final }]) => `${date} ${centreId} ${leg} ${version} ${final}`,
      ),
    )
    .sort()
    .join('\n')
}

async function readRows(store: Store, head: Head): Promise<HeadRows> {
  const { centreId, date, legs } = head
  const read = (leg: Leg) => (legs[leg] ? store.leg(centreId, date, leg, legs[leg].version) : null)
  const [tokens, certificates, bookings, stock] = await Promise.all([
    read('tokens'),
    read('certificates'),
    read('bookings'),
    read('stock'),
  ])
  return {
    head,
    tokens: tokens?.leg === 'tokens' ? tokenLeg(head, tokens) : null,
    certificates: certificates?.leg === 'certificates' ? certificates.rows : [],
    bookings: bookings?.leg === 'bookings' ? bookings.rows : [],
    stock: stock?.leg === 'stock' ? stock.rows : [],
  }
}

function tokenLeg(
  { centreId, date, legs }: Head,
  { sheet }: Extract<LegContent, { leg: 'tokens' }>,
): TokenLeg {
  const { final, uploadedAt, completeUntil, refsBefore } = legs.tokens!
  return {
    ...{ centreId, date, sheet, final, uploadedAt },
    ...(completeUntil !== undefined && { completeUntil }),
    ...(refsBefore !== undefined && { refsBefore }),
  }
}
