import type {
  BookingLeg,
  CertificateLeg,
  CertificateRow,
  IsoDate,
  StockLeg,
  TokenLeg,
} from '../domain/rows.ts'
import { DAY, type DraftCertificate, type DraftDay, MINUTE } from './draft.ts'
import { draftOf, type FinishedDraft } from './draft-day.ts'
import { bookingsOf, sheetOf, stockOf } from './other-legs.ts'
import type { Pending } from './pending.ts'
import { Random } from './random.ts'
import { type DayTruth, truthOf } from './truth.ts'
import type { World } from './world.ts'

/** One day of a simulated district: everything that was handed in for it, sooner or later, and the truth. */
export interface SimulatedDay {
  readonly date: IsoDate
  readonly tokens: readonly SimulatedSheet[]
  readonly certificates: readonly CertificateLeg[]
  readonly bookings: readonly BookingLeg[]
  readonly stock: readonly StockLeg[]
  readonly truth: DayTruth
}

/** A token sheet as it stood in the end: final, and handed in after closing. */
export interface SimulatedSheet extends TokenLeg {
  /** Days by which it came too late. */
  readonly daysLate: number
  /** Minutes by which its times are ahead of the registry's. */
  readonly clockAhead: number
}

/** Minutes after midnight at which a centre closes its sheet. */
const FINAL_AT_MINUTE = 18 * 60

/** Simulates one day; what is dated later is left in `pending`. Days come in order. */
export function simulateDay(world: World, day: number, date: IsoDate, pending: Pending): SimulatedDay {
  const finished = world.centres.flatMap((centre) => draftOf(world, centre, day) ?? [])
  for (const { draft } of finished) hand(draft, pending)
  const certificates = certificateLegs(world, date, pending, finished)
  const held = finished.map(({ draft }) => draft).filter(({ visits }) => visits.length > 0)
  return {
    date,
    tokens: held.flatMap((draft) => tokenLegOf(draft) ?? []),
    certificates,
    bookings: held.map((draft) => ({ centreId: draft.centre.centreId, date, rows: bookingsOf(draft) })),
    stock: held.map((draft) => ({ centreId: draft.centre.centreId, date, rows: stockOf(draft) })),
    truth: truthOf(finished, certificates),
  }
}

/** A day after the last one, of which there are only certificates that were put off. */
export function dayAfter(world: World, date: IsoDate, pending: Pending): SimulatedDay {
  const nothing = { frauds: [], doubles: [], lostSheets: [] }
  const certificates = certificateLegs(world, date, pending, [])
  return { date, tokens: [], certificates, bookings: [], stock: [], truth: nothing }
}

function hand({ centre, date, visits, besides }: DraftDay, pending: Pending): void {
  const own = pending.at(date, centre.centreId)
  const place = (row: DraftCertificate): void => {
    const stays = row.date === date && row.centreId === centre.centreId
    if (stays) own.push(row)
    else pending.at(row.date, row.centreId).push(row)
  }
  for (const { certificate } of visits) if (certificate) place(certificate)
  for (const certificate of besides) place(certificate)
}

/** Ids are given in the order of issue, so that none of them tells a fake. */
function certificateLegs(
  world: World,
  date: IsoDate,
  pending: Pending,
  finished: readonly FinishedDraft[],
): CertificateLeg[] {
  const drafts = new Map(finished.map(({ draft }) => [draft.centre.centreId, draft]))
  const legs: CertificateLeg[] = []
  for (const [centreId, rows] of pending.take(date)) {
    if (rows.length === 0) continue
    rows.sort((a, b) => a.issuedAt! - b.issuedAt!)
    const series = `${centreId}-${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8)}-`
    for (let at = 0; at < rows.length; at++) rows[at]!.certificateId = series + (at + 1)
    legs.push({ centreId, date, rows: asTold(rows, drafts.get(centreId), world) })
  }
  return legs.sort((a, b) => (a.centreId < b.centreId ? -1 : 1))
}

function asTold(rows: DraftCertificate[], draft: DraftDay | undefined, { options }: World): CertificateRow[] {
  if (!draft) return rows
  for (const { of, status } of draft.echoes) rows.push({ ...of, status })
  return draft.isShuffled
    ? Random.of(options.seed, draft.centre.number, draft.day, 0x5f).shuffled(rows)
    : rows
}

function tokenLegOf(draft: DraftDay): SimulatedSheet | null {
  const { centre, date, midnight, daysLate } = draft
  const sheet = sheetOf(draft)
  if (!sheet) return null
  const uploadedAt = midnight + daysLate * DAY + FINAL_AT_MINUTE * MINUTE
  return {
    centreId: centre.centreId,
    date,
    sheet,
    final: true,
    uploadedAt,
    daysLate,
    clockAhead: centre.clockAhead,
  }
}
