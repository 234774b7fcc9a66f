import { addDays } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import type { CertificateRow, IsoDate, Leg } from '../domain/rows.ts'
import type { RowsOfCentreDay, Snapshot } from './district-days.ts'
import { inParallel } from './in-parallel.ts'
import { keptLeg } from './kept-leg.ts'
import { rowsOf } from './merge-content.ts'
import { headsAt } from './past-days.ts'
import type { LegContent, Place, Store } from './store.ts'
import { addTies, isTiedCertificate, noTies, placeOf, registerOf, TieIndex, type Ties } from './tie-index.ts'

/**
 * What a change can affect, and what decides it. Passes 1 to 4 pair rows of one ref, passes 5 and 6 rows of one
 * centre-day, and a certificate id counts once: so the report of a centre-day is decided by its own rows and by those
 * anywhere that share a ref or a certificate id with them, and (the backlog exemption) by the same centre's days
 * before. One id may stand with several refs, as it was corrected: then a change of one row makes another count, or
 * no longer count, for whoever shares its ref. Work grows with the centre-days that are touched, not with the district.
 */

/** Versions that are gone, and are read at the same time. */
const PARALLEL = 32

const indexes = new WeakMap<Store, TieIndex>()

/** The index of what this store has read, brought up to date with a snapshot. */
function indexOf(store: Store, snapshot: Snapshot): TieIndex {
  const index = indexes.get(store) ?? new TieIndex()
  indexes.set(store, index)
  index.learn(snapshot.rows)
  return index
}

/** What a change of some centre-days can affect. */
export interface Affected {
  /** These included. */
  readonly places: readonly Place[]
  /** Those of the origins that can affect no other of them, by place. */
  readonly apart: ReadonlySet<string>
}

/**
 * The centre-days whose results may change with those of `origins`: they share a tie with rows that came or went, or
 * are the same centre's within the look-back, or a leg is the first of its kind on that date.
 */
export async function affectedBy(
  origins: readonly Head[],
  snapshot: Snapshot,
  lookBackDays: number,
  store: Store,
): Promise<Affected> {
  if (origins.length === 0) return { places: [], apart: new Set() }
  const flagged = await datesFirstHeld(origins, snapshot, store)
  const ties = await inParallel(origins, PARALLEL, (head) => tiesOf(head, snapshot, store))
  // From here on nobody else comes in between: another judge may make the index begin anew.
  const index = indexOf(store, snapshot)
  const all = joinedTies(ties)
  const refsOf = refsByIds(all, snapshot, index)
  for (const own of ties) addRefsOfIds(own, refsOf)
  const tied = index.placesOf(joinedTies(ties))
  const near = new Set(origins.flatMap((head) => daysAround(head, lookBackDays)))
  const isAffected = (centreDay: Place): boolean => {
    const place = placeOf(centreDay)
    return flagged.has(centreDay.date) || near.has(place) || tied.has(place)
  }
  return {
    places: snapshot.rows.map(({ centreDay }) => centreDay).filter(isAffected),
    apart: flagged.size > 0 ? new Set() : apartOf(origins, ties),
  }
}

/** Of the rows that stand, and of those that its stored result has seen and that are gone since. */
async function tiesOf(head: Head, { byPlace }: Snapshot, store: Store): Promise<Ties> {
  const ties = noTies()
  const rows = byPlace.get(placeOf(head))
  if (rows) addTies(rows, ties)
  await addFormerTies(head, ties, store)
  return ties
}

function joinedTies(list: readonly Ties[]): Ties {
  const all = noTies()
  for (const { refs, certificateIds } of list) {
    for (const ref of refs) all.refs.add(ref)
    for (const id of certificateIds) all.certificateIds.add(id)
  }
  return all
}

/** The refs under which certificates of these ids stand, wherever that is. */
function refsByIds(
  ties: Ties,
  snapshot: Snapshot,
  index: TieIndex,
): ReadonlyMap<string, ReadonlySet<string>> {
  const refs = new Map<string, Set<string>>()
  for (const { ref, certificateId } of certificatesAt(index.placesOf(ties), snapshot)) {
    if (ref === '' || !ties.certificateIds.has(certificateId)) continue
    const known = refs.get(certificateId)
    if (known) known.add(ref)
    else refs.set(certificateId, new Set([ref]))
  }
  return refs
}

function addRefsOfIds(
  { refs, certificateIds }: Ties,
  refsOf: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const id of certificateIds) for (const ref of refsOf.get(id) ?? []) refs.add(ref)
}

/** Those none of whose ties is another's too. */
function apartOf(origins: readonly Head[], ties: readonly Ties[]): ReadonlySet<string> {
  const tangled = new Set<number>()
  for (const kind of ['refs', 'certificateIds'] as const) {
    const firstOf = new Map<string, number>()
    for (const [origin, own] of ties.entries()) {
      for (const tie of own[kind]) {
        const first = firstOf.get(tie)
        if (first === undefined) firstOf.set(tie, origin)
        else tangled.add(first).add(origin)
      }
    }
  }
  return new Set(origins.filter((_, origin) => !tangled.has(origin)).map(placeOf))
}

/** The part of a snapshot that decides the reports of `targets`: to be judged for these alone. */
export function decidingPart(
  targets: readonly Place[],
  snapshot: Snapshot,
  lookBackDays: number,
  store: Store,
): Snapshot {
  const whole = new Set(targets.flatMap((place) => daysAround(place, lookBackDays)))
  const ties = noTies()
  for (const of of snapshot.rows) if (whole.has(placeOf(of.centreDay))) addTies(of, ties)
  const index = indexOf(store, snapshot)
  for (const row of certificatesAt(index.placesOf(ties), snapshot)) {
    if (ties.refs.has(row.ref)) ties.certificateIds.add(row.certificateId)
  }
  const tied = index.placesOf(ties)
  const rows = snapshot.rows.flatMap((of) => {
    const place = placeOf(of.centreDay)
    if (whole.has(place)) return [of]
    return tied.has(place) ? [tiedPart(of, ties)] : []
  })
  return { ...snapshot, rows: [...rows, ...feedMarks(snapshot, new Set(rows.map((of) => of.centreDay)))] }
}

function* certificatesAt(places: ReadonlySet<string>, { byPlace }: Snapshot): Generator<CertificateRow> {
  for (const place of places) yield* byPlace.get(place)?.certificates ?? []
}

/** Its tied rows, and in any case the first of each feed: that there is a feed for the date must not be lost with them. */
function tiedPart(of: RowsOfCentreDay, ties: Ties): RowsOfCentreDay {
  const certificates = of.certificates.filter((row, index) => index === 0 || isTiedCertificate(row, ties))
  const rows = registerOf(of).filter((row) => ties.refs.has(row.ref))
  const tokens = rows.length > 0 ? { ...of.tokens!, sheet: { kind: 'register' as const, rows } } : null
  return { centreDay: of.centreDay, tokens, certificates, bookings: of.bookings.slice(0, 1), stock: [] }
}

/**
 * A date on which any feed holds rows is another than one without: of each date one row of each feed goes along,
 * from a centre-day that has no other part in the matter.
 */
function feedMarks({ rows }: Snapshot, taken: ReadonlySet<Place>): readonly RowsOfCentreDay[] {
  const marks = new Map<string, RowsOfCentreDay>()
  for (const of of rows) {
    if (taken.has(of.centreDay)) continue
    const certificates = of.certificates.slice(0, 1)
    const bookings = of.bookings.slice(0, 1)
    const key = `${of.centreDay.date} ${certificates.length} ${bookings.length}`
    if (certificates.length + bookings.length === 0 || marks.has(key)) continue
    marks.set(key, { centreDay: of.centreDay, tokens: null, certificates, bookings, stock: [] })
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

function formerRows(head: Head, content: LegContent): RowsOfCentreDay {
  const { centreId, date } = head
  const leg = { centreId, date, final: false, uploadedAt: 0 }
  return {
    centreDay: head,
    tokens: content.leg === 'tokens' ? { ...leg, sheet: content.sheet } : null,
    certificates: content.leg === 'certificates' ? content.rows : [],
    bookings: [],
    stock: [],
  }
}

/**
 * Dates with certificates or bookings of which no stored result has seen any: what "no feed holds that date" says of
 * every centre of the date may change.
 */
async function datesFirstHeld(
  origins: readonly Head[],
  { rows }: Snapshot,
  store: Store,
): Promise<ReadonlySet<IsoDate>> {
  const dates = new Set<IsoDate>()
  for (const leg of ['certificates', 'bookings'] as const) {
    const news = origins.filter(({ legs, judged }) => legs[leg] && legs[leg].version !== judged[leg])
    for (const date of new Set(news.map((head) => head.date))) {
      const holders = rows.filter((of) => of.centreDay.date === date && of[leg].length > 0)
      const places = holders.map(({ centreDay }) => centreDay)
      if (places.length > 0 && !(await anySaw(leg, places, store))) dates.add(date)
    }
  }
  return dates
}

/** Nearly always the first that are asked have. */
const ASKED_FIRST = 10

async function anySaw(leg: Leg, holders: readonly Place[], store: Store): Promise<boolean> {
  for (const places of [holders.slice(0, ASKED_FIRST), holders.slice(ASKED_FIRST)]) {
    const heads = await headsAt(places, store)
    const seen = await Promise.all(heads.map((head) => hasSeen(leg, head, store)))
    if (seen.some(Boolean)) return true
  }
  return false
}

/** Whether the stored result of a centre-day that holds such rows has seen any of them. */
async function hasSeen(leg: Leg, head: Head, store: Store): Promise<boolean> {
  const version = head.judged[leg]
  if (version === undefined || version === head.legs[leg]?.version) return version !== undefined
  const former = await keptLeg(store, head, leg, version)
  return former !== null && rowsOf(former) > 0
}

function daysAround({ centreId, date }: Place, days: number): readonly string[] {
  return Array.from({ length: 2 * days + 1 }, (_, index) =>
    placeOf({ centreId, date: addDays(date, index - days) }),
  )
}
