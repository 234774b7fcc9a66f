import fc from 'fast-check'
import { addDays } from '../../../lib/domain/calendar.ts'
import type { CertificateRow, District, IsoDate, TokenLeg } from '../../../lib/domain/rows.ts'
import * as build from '../district.ts'
import { FIRST, KNOWN, seldom } from './chance.ts'

/**
 * One to three centres over many days with few people each, every one a stranger to all others: what is hard
 * here is not whose row is whose but what the counts of many days tell together.
 */

/** The fewest and the most days of a long district. */
export const FEWEST = 15
export const MOST = 40

const daySeeds = fc.record({
  /** How many are given a token, and how many of those no certificate names beyond what is usual there. */
  people: fc.integer({ min: 2, max: 4 }),
  missing: fc.nat(1),
  /** How many of the certificates come a day late, which books them where their tokens are. */
  late: seldom(fc.integer({ min: 1, max: 2 }), 0, 6),
  /** How many stand under the sister centre, which books them here too. */
  elsewhere: seldom(fc.integer({ min: 1, max: 2 }), 0, 8),
  sentAway: seldom(fc.constant(1), 0, 5),
  /** Certificates that no token explains: such a day speaks for itself. */
  extra: seldom(fc.integer({ min: 1, max: 9 }), 0, 11),
  kind: fc.oneof(
    { weight: 24, arbitrary: fc.constant('register' as const) },
    { weight: 2, arbitrary: fc.constant('totals' as const) },
    { weight: 2, arbitrary: fc.constantFrom('no sheet' as const, 'no feed' as const, 'closed' as const) },
  ),
})
type DaySeed = typeof daySeeds extends fc.Arbitrary<infer T> ? T : never

const centreSeeds = fc.record({
  days: fc.array(daySeeds, { minLength: FEWEST, maxLength: MOST, size: 'max' }),
  /** From which day on the usual shortfall is another. */
  turn: fc.nat(MOST),
  before: fc.nat(2),
  after: fc.nat(2),
})
type CentreSeed = typeof centreSeeds extends fc.Arbitrary<infer T> ? T : never

interface Rows {
  readonly tokens: readonly TokenLeg[]
  readonly certificates: readonly CertificateRow[]
}

export const longDistricts: fc.Arbitrary<District> = fc
  .array(centreSeeds, { minLength: 1, maxLength: 3 })
  .map((centres) => {
    const days = centres.flatMap((seed, index) =>
      seed.days.map((day, number) => rowsOf(KNOWN[index]!, number, day, seed)),
    )
    return build.district({
      tokens: days.flatMap(({ tokens }) => tokens),
      certificates: days.flatMap(({ certificates }) => certificates),
    })
  })

function rowsOf(centreId: string, number: number, day: DaySeed, centre: CentreSeed): Rows {
  if (day.kind === 'closed') return { tokens: [], certificates: [] }
  const place = { centreId, date: addDays(FIRST, number) }
  const usual = number < centre.turn ? centre.before : centre.after
  const issued = Math.max(1, day.people - usual - day.missing)
  /** The first is on its day in its place, so that the day has a feed. */
  const ways: readonly Way[] = [
    'own',
    ...Array.from({ length: day.late }, () => 'late' as const),
    ...Array.from({ length: day.elsewhere }, () => 'elsewhere' as const),
  ]
  const named = Array.from({ length: issued }, (_, n) => certificateOf(n, place, ways[n] ?? 'own'))
  const extra = Array.from({ length: day.extra }, (_, n) => certificateOf(n + 20, place, 'own'))
  return {
    tokens: day.kind === 'no sheet' ? [] : [sheetOf(day, place)],
    certificates: day.kind === 'no feed' ? [] : [...named, ...extra],
  }
}

type Way = 'own' | 'late' | 'elsewhere'

interface Place {
  readonly centreId: string
  readonly date: IsoDate
}

function sheetOf({ people, sentAway, kind }: DaySeed, place: Place): TokenLeg {
  if (kind === 'totals') return build.totals({ issued: people + sentAway, deferred: sentAway }, place)
  const rows = Array.from({ length: people + sentAway }, (_, n) =>
    build.token({
      tokenNo: String(n + 1),
      ref: refOf(n, place),
      issuedAt: build.at(`10:0${n}`, place.date),
      outcome: n < people ? 'vaccinated' : 'deferred',
    }),
  )
  return build.register(rows, place)
}

function certificateOf(n: number, { centreId, date }: Place, way: Way): CertificateRow {
  const issuedOn = way === 'late' ? addDays(date, 1) : date
  return build.certificate({
    centreId: way === 'elsewhere' ? sisterOf(centreId) : centreId,
    certificateId: `${centreId}-${date}-${n}`,
    date: issuedOn,
    ref: refOf(n, { centreId, date }),
    issuedAt: build.at(`11:${n + 10}`, issuedOn),
  })
}

const sisterOf = (centreId: string): string => (centreId === KNOWN[0] ? KNOWN[1] : KNOWN[0])

const CENTRES: readonly string[] = KNOWN

/** No two of a district are one slip apart: the counting digits stand twice. */
function refOf(n: number, { centreId, date }: Place): string {
  const day = date.slice(5).replace('-', '')
  return build.ref(Number(`${CENTRES.indexOf(centreId) + 1}${day.slice(1)}${String(n).padStart(2, '0')}`))
}
