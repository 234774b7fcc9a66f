import { addDays } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import type { IsoDate, Leg, TokenRow } from '../domain/rows.ts'
import type { HeadRows, Snapshot } from './district-days.ts'
import type { LegContent, Store } from './store.ts'

/**
 * What a change can affect, and what decides it. Passes 1 to 4 pair rows of one ref, passes 5 and 6 rows of one
 * centre-day, and a certificate id counts once: so the report of a centre-day is decided by its own rows and by those
 * anywhere that share a ref or a certificate id with them, and (the backlog exemption) by the same centre's days
 * before. Work therefore grows with the centre-days that are touched, not with the district.
 */

/** Refs and certificate ids: what ties rows of different centre-days together. */
type Ties = Set<string>

const idTie = (certificateId: string): string => `#${certificateId}`

/**
 * The heads whose results may change with those of `origins`, these included: they share a tie with rows that
 * came or went, or are the same centre's within the look-back, or a leg is the first of its kind on that date.
 */
export async function affectedBy(
  origins: readonly Head[],
  snapshot: Snapshot,
  lookBackDays: number,
  store: Store,
): Promise<ReadonlySet<Head>> {
  const ties: Ties = new Set()
  for (const of of snapshot.rows) if (origins.includes(of.head)) addTies(of, ties)
  for (const head of origins) await addFormerTies(head, ties, store)
  const flagged = new Set(origins.filter((head) => isFirstOfDate(head, snapshot)).map((head) => head.date))
  const near = new Set(origins.flatMap((head) => daysAround(head, lookBackDays)))
  const affected = snapshot.rows.filter(
    (of) => flagged.has(of.head.date) || near.has(placeOf(of.head)) || isTied(of, ties),
  )
  return new Set(affected.map((of) => of.head))
}

/** The part of a snapshot that decides the reports of `targets`: to be judged for these alone. */
export function decidingPart(targets: ReadonlySet<Head>, snapshot: Snapshot, lookBackDays: number): Snapshot {
  const whole = new Set([...targets].flatMap((head) => daysAround(head, lookBackDays)))
  const ties: Ties = new Set()
  for (const of of snapshot.rows) if (whole.has(placeOf(of.head))) addTies(of, ties)
  const rows = snapshot.rows.flatMap((of) => (whole.has(placeOf(of.head)) ? [of] : partOf(of, ties)))
  return { ...snapshot, rows }
}

/**
 * Of another centre-day only the rows that are tied, and one more of each feed: a date on which any feed holds rows
 * is another than one without.
 */
function partOf(of: HeadRows, ties: Ties): readonly HeadRows[] {
  const certificates = of.certificates.filter(
    (row, index) => index === 0 || ties.has(row.ref) || ties.has(idTie(row.certificateId)),
  )
  const rows = registerOf(of).filter((row) => ties.has(row.ref))
  const tokens = rows.length > 0 ? { ...of.tokens!, sheet: { kind: 'register' as const, rows } } : null
  const part = { head: of.head, tokens, certificates, bookings: of.bookings.slice(0, 1), stock: [] }
  return tokens || certificates.length > 0 || part.bookings.length > 0 ? [part] : []
}

function isTied(of: HeadRows, ties: Ties): boolean {
  if (ties.size === 0) return false
  return (
    registerOf(of).some((row) => ties.has(row.ref)) ||
    of.certificates.some((row) => ties.has(row.ref) || ties.has(idTie(row.certificateId)))
  )
}

/** An empty ref equals nothing. */
function addTies(of: HeadRows, ties: Ties): void {
  for (const row of registerOf(of)) if (row.ref !== '') ties.add(row.ref)
  for (const row of of.certificates) {
    if (row.ref !== '') ties.add(row.ref)
    ties.add(idTie(row.certificateId))
  }
}

/** Rows that the stored result has seen and that are gone since. */
async function addFormerTies(head: Head, ties: Ties, store: Store): Promise<void> {
  const { centreId, date, legs, judged } = head
  for (const leg of ['tokens', 'certificates'] as const) {
    const version = judged[leg]
    if (version === undefined || version === legs[leg]?.version) continue
    addTies(formerRows(head, await store.leg(centreId, date, leg, version)), ties)
  }
}

function formerRows(head: Head, content: LegContent): HeadRows {
  const { centreId, date } = head
  const leg = { centreId, date, final: false, uploadedAt: 0 }
  return {
    head,
    tokens: content.leg === 'tokens' ? { ...leg, sheet: content.sheet } : null,
    certificates: content.leg === 'certificates' ? content.rows : [],
    bookings: [],
    stock: [],
  }
}

/**
 * A certificate or booking leg that no stored result has seen, on a date for which no other was seen either: what
 * "no feed holds that date" says of every centre of the date may change.
 */
function isFirstOfDate(head: Head, { heads }: Snapshot): boolean {
  const isNew = (leg: Leg): boolean => head.legs[leg] !== undefined && head.judged[leg] === undefined
  const wasSeen = (leg: Leg): boolean =>
    heads.some((other) => other.date === head.date && other.judged[leg] !== undefined)
  return (['certificates', 'bookings'] as const).some((leg) => isNew(leg) && !wasSeen(leg))
}

function registerOf({ tokens }: HeadRows): readonly TokenRow[] {
  return tokens?.sheet.kind === 'register' ? tokens.sheet.rows : []
}

const placeOf = ({ centreId, date }: { readonly centreId: string; readonly date: IsoDate }): string =>
  `${date} ${centreId}`

function daysAround({ centreId, date }: Head, days: number): readonly string[] {
  return Array.from({ length: 2 * days + 1 }, (_, index) =>
    placeOf({ centreId, date: addDays(date, index - days) }),
  )
}
