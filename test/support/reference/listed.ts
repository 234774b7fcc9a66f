import { compareIds } from '../../../lib/domain/ids.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'
import type { Place, Situation } from './situation.ts'

/** Every centre-day that is listed, once: "a centre-day without a row in any leg is not listed". In no order. */
export function listedPlaces({ district, sheets, onRecord }: Situation): Place[] {
  const withRows = [
    ...sheets
      .filter(({ leg, tokens }) => leg.sheet.kind === 'totals' || tokens.length > 0)
      .map(({ leg }) => leg),
    ...onRecord,
    ...[...district.bookings, ...district.stock].filter((leg) => leg.rows.length > 0),
  ]
  const places = withRows.map(({ centreId, date }): [string, Place] => [
    `${date} ${centreId}`,
    { centreId, date },
  ])
  return [...new Map(places).values()]
}

/** Those of one date, sorted by centre id. */
export function listedOn(places: readonly Place[], date: IsoDate): Place[] {
  return places.filter((place) => place.date === date).sort((a, b) => compareIds(a.centreId, b.centreId))
}
