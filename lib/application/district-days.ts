import type { Head } from '../domain/head.ts'
import type {
  BookingLeg,
  Centre,
  CertificateLeg,
  District,
  IsoDate,
  Leg,
  StockLeg,
  TokenLeg,
} from '../domain/rows.ts'
import type { LegContent, Store } from './store.ts'

/** The heads of some days and the rows that they name, as the pure core takes them. */
export interface Snapshot {
  readonly heads: readonly Head[]
  readonly district: District
  readonly centres: ReadonlyMap<string, Centre>
}

/** Heads first, rows after: whoever stores a result conditions it on these heads. */
export async function readDays(store: Store, dates: readonly IsoDate[]): Promise<Snapshot> {
  const [heads, list] = await Promise.all([store.heads(dates), store.centres()])
  const centres = new Map(list.map((centre) => [centre.centreId, centre]))
  const legs = await Promise.all(heads.flatMap((head) => legsOf(store, head)))
  const only = <L extends LegContent['leg']>(leg: L) =>
    legs.filter(
      (read): read is ReadLeg & { content: Extract<LegContent, { leg: L }> } => read.content.leg === leg,
    )
  return {
    heads,
    centres,
    district: {
      tokens: only('tokens').map(toTokenLeg),
      certificates: only('certificates').map(withRows) as CertificateLeg[],
      bookings: only('bookings').map(withRows) as BookingLeg[],
      stock: only('stock').map(withRows) as StockLeg[],
      centres,
    },
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

interface ReadLeg {
  readonly head: Head
  readonly content: LegContent
}

function legsOf(store: Store, head: Head): Promise<ReadLeg>[] {
  return Object.entries(head.legs).map(async ([leg, version]) => ({
    head,
    content: await store.leg(head.centreId, head.date, leg as Leg, version),
  }))
}

function toTokenLeg({
  head,
  content,
}: ReadLeg & { content: Extract<LegContent, { leg: 'tokens' }> }): TokenLeg {
  const { final, uploadedAt } = head.legs.tokens!
  return { centreId: head.centreId, date: head.date, sheet: content.sheet, final, uploadedAt }
}

function withRows({ head, content }: ReadLeg & { content: Exclude<LegContent, { leg: 'tokens' }> }) {
  return { centreId: head.centreId, date: head.date, rows: content.rows }
}
