import { DAY, type DraftCertificate, type DraftDay, MINUTE, plainVisits, type Visit } from '../draft.ts'
import { MOST_VISITS, refOf } from '../refs.ts'

/** An account of the municipality that is known to many. */
export const SHARED_ACCOUNT = 'amc-admin'

/** When and by whom fakes are issued: minutes after midnight, the latest left out. */
interface Issuing {
  readonly from: number
  readonly to: number
  readonly account?: string
}

/** Certificates of people who were never there, in no way unlike the others of the day; they are added to it. */
export function issueFakes(
  draft: DraftDay,
  count: number,
  { from, to, account }: Issuing,
): DraftCertificate[] {
  const { centre, midnight, random, date, batch } = draft
  const fakes = Array.from({ length: count }, () => ({
    certificateId: '',
    centreId: centre.centreId,
    date,
    ref: strangerOf(draft),
    dose: random.chance(0.4) ? 2 : 1,
    vaccine: centre.vaccine,
    batch,
    issuedAt: midnight + from * MINUTE + random.below((to - from) * 60) * 1000,
    issuedBy: account ?? centre.account,
    status: 'issued' as const,
    received: 1,
  }))
  draft.besides.push(...fakes)
  return fakes
}

/** So many fakes for so many people, at least `least`. */
export function inProportion({ visits }: DraftDay, share: number, least: number): number {
  return Math.max(least, Math.round(visits.length * share))
}

/** Some of the day's people whom no mess has touched, in the order of the line. */
export function somePlainVisits(draft: DraftDay, count: number): Visit[] {
  const chosen = new Set(draft.random.some(plainVisits(draft), count))
  return draft.visits.filter((visit) => chosen.has(visit))
}

export const certificatesOf = (visits: readonly Visit[]): DraftCertificate[] =>
  visits.flatMap(({ certificate }) => certificate ?? [])

/** Somebody whom no centre has ever seen. */
function strangerOf(draft: DraftDay): string {
  const { world, centre, midnight } = draft
  const today = Math.round(midnight / DAY)
  return refOf(world.options.seed, world.district, centre.number, today, MOST_VISITS + draft.strangers++)
}
