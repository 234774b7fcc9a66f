import { addDays } from '../../domain/calendar.ts'
import { DAY, type DraftCertificate, type DraftDay, MINUTE } from '../draft.ts'
import { fateOf } from '../world.ts'

/** Certificates that are found under another day or another centre than their tokens. */

/**
 * Moves it one or two days on, where the operator does it in the morning. It stays where nobody could tell whose it is:
 * the day has no sheet with names, and on the other day no totals could take it in either. Where the day is entangled it
 * is moved all the same.
 */
export function moveLater(certificate: DraftCertificate, draft: DraftDay): void {
  const days = draft.random.between(1, 2)
  if (draft.isEntangled || canBeTold(draft, days)) putOff(certificate, draft, days)
}

function canBeTold({ world, centre, day, sheet }: DraftDay, daysOn: number): boolean {
  if (sheet !== 'totals') return sheet === 'register'
  const target = fateOf(world, centre, day + daysOn)
  return target.holdsSession && target.sheet === 'totals'
}

export function putOff(
  certificate: DraftCertificate,
  { date, midnight, random }: DraftDay,
  days: number,
): void {
  certificate.date = addDays(date, days)
  certificate.issuedAt = midnight + days * DAY + random.between(9 * 60, 12 * 60) * MINUTE
}

/** Enters it under another centre; it stays where the day has no sheet with names and is not entangled. */
export function moveToSister(certificate: DraftCertificate, draft: DraftDay): void {
  if (draft.sheet === 'register' || draft.isEntangled) enterElsewhere(certificate, draft)
}

/** It stays where there is no other centre, or the one that was drawn gets suspended. */
export function enterElsewhere(certificate: DraftCertificate, { world, centre, random }: DraftDay): void {
  const { centres, plan } = world
  const sister = centres[(centre.number + random.between(1, 5)) % centres.length]!
  if (sister === centre || plan.suspensionOf(sister) !== null) return
  certificate.centreId = sister.centreId
  certificate.issuedBy = sister.account
}
