import { addDays, cutOffOf, instantAt } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type {
  Centre,
  District,
  Instant,
  IsoDate,
  PastDay,
  TokenLeg,
  TokenSheet,
} from '../../../lib/domain/rows.ts'
import type { SimulatedDay, SimulatedSheet } from '../../../lib/simulation/simulated-day.ts'

/** A district as it is known at a moment, when rows come in the way they do in real life. */

const MINUTE = 60_000
/** The registry's feed comes so often. */
export const FEED_MINUTES = 5
/** A centre hands in its register so often, each at minutes of its own, and its final one at closing. */
export const SHEET_MINUTES = 30
/** Stock sheets, and the registers and totals of centres that are late, come whole; stock an hour after closing. */
const STOCK_MINUTE = 18 * 60

export interface Known {
  readonly days: readonly SimulatedDay[]
  readonly centres: readonly Centre[]
  readonly past: ReadonlyMap<string, readonly PastDay[]>
}

/** What is known of a date each time that something has come in, from its morning on, and at its cut-off. */
export function* arrivals(
  known: Known,
  date: IsoDate,
  policy: Policy,
): Iterable<{ readonly at: Instant; readonly district: District }> {
  const cutOff = cutOffOf(date, policy)
  let before = ''
  for (let at = instantAt(date, '09:00', policy.timeZone); at <= cutOff; at += FEED_MINUTES * MINUTE) {
    const district = districtAt(known, date, at, policy)
    const sizes = sizesOf(district)
    if (sizes !== before || at === cutOff) yield { at, district }
    before = sizes
  }
}

/** Nothing is ever taken back: what has as many rows as before has the same. */
function sizesOf({ tokens, certificates, stock }: District): string {
  return JSON.stringify([
    tokens.map(({ sheet, final }) => [sheet.kind === 'register' ? sheet.rows.length : sheet.issued, final]),
    certificates.map(({ rows }) => rows.length),
    stock.length,
  ])
}

function districtAt({ days, centres, past }: Known, date: IsoDate, at: Instant, policy: Policy): District {
  const near = days.filter(
    (day) => day.date >= addDays(date, -policy.lookBackDays) && day.date <= addDays(date, 1),
  )
  const orderOf = new Map(centres.map(({ centreId }, order) => [centreId, order]))
  return {
    tokens: near.flatMap(({ tokens }) =>
      tokens.flatMap((leg) => sheetAt(leg, orderOf.get(leg.centreId) ?? 0, at, policy) ?? []),
    ),
    certificates: near.flatMap(({ certificates }) =>
      certificates.flatMap((leg) => {
        const rows = leg.rows.filter(({ issuedAt }) => issuedAt === null || issuedAt <= at)
        return rows.length > 0 ? [{ ...leg, rows }] : []
      }),
    ),
    bookings: near.flatMap(({ bookings }) => bookings),
    stock: near
      .filter((day) => at >= instantAt(day.date, '00:00', policy.timeZone) + STOCK_MINUTE * MINUTE)
      .flatMap(({ stock }) => stock),
    centres: new Map(centres.map((centre) => [centre.centreId, centre])),
    past: new Map([...past].map(([centreId, told]) => [centreId, told.filter((day) => day.date < date)])),
  }
}

/** The latest version of a sheet that has been handed in; null before the first. */
function sheetAt(leg: SimulatedSheet, order: number, at: Instant, policy: Policy): TokenLeg | null {
  const { sheet, daysLate, uploadedAt } = leg
  const ofFinal = at >= uploadedAt
  if (sheet.kind === 'totals') return ofFinal ? { ...leg, sheet: totalsAt(sheet, at) } : null
  if (daysLate > 0) return ofFinal ? leg : null
  if (ofFinal)
    return {
      ...leg,
      sheet: { kind: 'register', rows: sheet.rows.filter((row) => (row.raisedAt ?? 0) <= at) },
    }
  const morning = instantAt(leg.date, '09:00', policy.timeZone)
  const since = Math.floor((at - morning) / MINUTE) - firstMinute(order)
  if (since < 0) return null
  const handedIn = morning + (firstMinute(order) + since - (since % SHEET_MINUTES)) * MINUTE
  const until = handedIn + leg.clockAhead * MINUTE
  const rows = sheet.rows.filter(
    ({ issuedAt, raisedAt }) => raisedAt === undefined && (issuedAt === null || issuedAt <= until),
  )
  return { ...leg, sheet: { kind: 'register', rows }, final: false, uploadedAt: handedIn }
}

function totalsAt({ raised, ...first }: Totals, at: Instant): Totals {
  if (!raised) return first
  return raised.at <= at ? { ...first, raised } : { ...first, issued: first.issued - raised.tokens }
}

type Totals = Extract<TokenSheet, { kind: 'totals' }>

const firstMinute = (order: number): number => ((order * 7) % SHEET_MINUTES) + 15
