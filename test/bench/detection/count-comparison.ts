import { type Case, honestOf, placeOf } from './score.ts'

/** The peer: at the end of the day, are there more certificates than tokens? It names no row. */
export interface Compared {
  /** Centre-days of fraud that the records show in any way, and those of them with more certificates than tokens. */
  readonly showing: number
  readonly told: number
  readonly honestFlagged: number
  /** Whether a centre-day, as `placeOf` writes it, has more certificates than tokens. */
  isFlagged(place: string): boolean
}

/**
 * Certificates are counted by id, revoked ones left out; tokens are those of the sheet, whoever was sent home among
 * them, and none where there is no sheet.
 */
export function compareCounts(simulated: Case): Compared {
  const tokens = new Map<string, number>()
  const certificates = new Map<string, Set<string>>()
  for (const day of simulated.days) {
    for (const leg of day.tokens) {
      tokens.set(placeOf(leg), leg.sheet.kind === 'register' ? leg.sheet.rows.length : leg.sheet.issued)
    }
    for (const leg of day.certificates) {
      const ids = new Set(leg.rows.map(({ certificateId }) => certificateId))
      for (const { certificateId, status } of leg.rows) if (status === 'revoked') ids.delete(certificateId)
      certificates.set(placeOf(leg), ids)
    }
  }
  const isFlagged = (place: string): boolean =>
    (certificates.get(place)?.size ?? 0) > (tokens.get(place) ?? 0)
  const showing = simulated.frauds.filter(
    ({ visible, certificates: fakes }) => (visible === 'rows' || visible === 'count') && fakes.length > 0,
  )
  const places = [...certificates.keys()].map((place) => {
    const [date = '', centreId = ''] = place.split(' ')
    return { date, centreId }
  })
  const inside = places.filter(({ date }) => date <= simulated.to)
  return {
    showing: showing.length,
    told: showing.filter((fraud) => isFlagged(placeOf(fraud))).length,
    honestFlagged: honestOf(simulated, inside).filter((day) => isFlagged(placeOf(day))).length,
    isFlagged,
  }
}
