import { addDays } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import type { CertificateRow } from '../domain/rows.ts'
import type { HeadRows, Snapshot } from './district-days.ts'
import { keptLeg } from './kept-leg.ts'
import type { LegContent, Store } from './store.ts'
import { addTies, isTiedCertificate, noTies, placeOf, registerOf, TieIndex, type Ties } from './tie-index.ts'

/**
 * What a change can affect, and what decides it. Passes 1 to 4 pair rows of one ref, passes 5 and 6 rows of one
 * centre-day, and a certificate id counts once: so the report of a centre-day is decided by its own rows and by those
 * anywhere that share a ref or a certificate id with them, and (the backlog exemption) by the same centre's days
 * before. One id may stand with several refs, as it was corrected: then a change of one row makes another count, or
 * no longer count, for whoever shares its ref. Work grows with the centre-days that are touched, not with the district.
 */

const indexes = new WeakMap<Store, TieIndex>()

/** The index of what this store has read, brought up to date with a snapshot. */
function indexOf(store: Store, snapshot: Snapshot): TieIndex {
  const index = indexes.get(store) ?? new TieIndex()
  indexes.set(store, index)
  index.learn(snapshot.rows)
  return index
}

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
  const ties = noTies()
  const changed = new Set(origins)
  for (const of of snapshot.rows) if (changed.has(of.head)) addTies(of, ties)
  for (const head of origins) await addFormerTies(head, ties, store)
  const flagged = new Set(origins.filter((head) => isFirstOfDate(head, snapshot)).map((head) => head.date))
  const near = new Set(origins.flatMap((head) => daysAround(head, lookBackDays)))
  const index = indexOf(store, snapshot)
  for (const row of certificatesAt(index.placesOf(ties), snapshot)) {
    if (row.ref !== '' && ties.certificateIds.has(row.certificateId)) ties.refs.add(row.ref)
  }
  const tied = index.placesOf(ties)
  const isAffected = (head: Head): boolean => {
    const place = placeOf(head)
    return flagged.has(head.date) || near.has(place) || tied.has(place)
  }
  return new Set(snapshot.heads.filter(isAffected))
}

/** The part of a snapshot that decides the reports of `targets`: to be judged for these alone. */
export function decidingPart(
  targets: ReadonlySet<Head>,
  snapshot: Snapshot,
  lookBackDays: number,
  store: Store,
): Snapshot {
  const whole = new Set([...targets].flatMap((head) => daysAround(head, lookBackDays)))
  const ties = noTies()
  for (const of of snapshot.rows) if (whole.has(placeOf(of.head))) addTies(of, ties)
  const index = indexOf(store, snapshot)
  for (const row of certificatesAt(index.placesOf(ties), snapshot)) {
    if (ties.refs.has(row.ref)) ties.certificateIds.add(row.certificateId)
  }
  const tied = index.placesOf(ties)
  const rows = snapshot.rows.flatMap((of) => {
    const place = placeOf(of.head)
    if (whole.has(place)) return [of]
    return tied.has(place) ? [tiedPart(of, ties)] : []
  })
  return { ...snapshot, rows: [...rows, ...feedMarks(snapshot, new Set(rows.map((of) => of.head)))] }
}

function* certificatesAt(places: ReadonlySet<string>, { rows }: Snapshot): Generator<CertificateRow> {
  for (const of of rows) if (places.has(placeOf(of.head))) yield* of.certificates
}

/** Its tied rows, and in any case the first of each feed: that there is a feed for the date must not be lost with them. */
function tiedPart(of: HeadRows, ties: Ties): HeadRows {
  const certificates = of.certificates.filter((row, index) => index === 0 || isTiedCertificate(row, ties))
  const rows = registerOf(of).filter((row) => ties.refs.has(row.ref))
  const tokens = rows.length > 0 ? { ...of.tokens!, sheet: { kind: 'register' as const, rows } } : null
  return { head: of.head, tokens, certificates, bookings: of.bookings.slice(0, 1), stock: [] }
}

/**
 * A date on which any feed holds rows is another than one without: of each date one row of each feed goes along,
 * from a centre-day that has no other part in the matter.
 */
function feedMarks({ rows }: Snapshot, taken: ReadonlySet<Head>): readonly HeadRows[] {
  const marks = new Map<string, HeadRows>()
  for (const of of rows) {
    if (taken.has(of.head)) continue
    const certificates = of.certificates.slice(0, 1)
    const bookings = of.bookings.slice(0, 1)
    const key = `${of.head.date} ${certificates.length} ${bookings.length}`
    if (certificates.length + bookings.length === 0 || marks.has(key)) continue
    marks.set(key, { head: of.head, tokens: null, certificates, bookings, stock: [] })
  }
  return [...marks.values()]
}

/** Rows that the stored result has seen and that are gone since. */
async function addFormerTies(head: Head, ties: Ties, store: Store): Promise<void> {
  const { legs, judged } = head
  for (const leg of ['tokens', 'certificates'] as const) {
    const version = judged[leg]
    if (version === undefined || version === legs[leg]?.version) continue
    // What a version was tied to that is past its retention is as old.
    const former = await keptLeg(store, head, leg, version)
    if (former) addTies(formerRows(head, former), ties)
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
 * Certificates or bookings on a date of which no stored result has seen any elsewhere: what "no feed holds that date"
 * says of every centre of the date may change.
 */
function isFirstOfDate(head: Head, { rows }: Snapshot): boolean {
  return (['certificates', 'bookings'] as const).some((leg) => {
    const holds = (of: HeadRows): boolean => of.head.date === head.date && of[leg].length > 0
    const here = rows.some((of) => of.head === head && holds(of))
    return here && !rows.some((of) => of.head !== head && of.head.judged[leg] !== undefined && holds(of))
  })
}

function daysAround({ centreId, date }: Head, days: number): readonly string[] {
  return Array.from({ length: 2 * days + 1 }, (_, index) =>
    placeOf({ centreId, date: addDays(date, index - days) }),
  )
}
