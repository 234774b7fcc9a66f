import { addDays } from '../../domain/calendar.ts'
import { DAY, type DraftCertificate, type DraftDay, MINUTE } from '../draft.ts'
import { fateOf } from '../world.ts'

/** Certificates that are found under another day or another centre than their tokens. */

/**
 * Moves it one or two days on, where the operator does it in the morning. False, and nothing done, where nobody could
 * tell whose it is: the day has no sheet with names, and on the other day no totals could take it in either. Where the
 * day is entangled it is moved all the same.
 */
export function moveLater(certificate: DraftCertificate, draft: DraftDay): boolean {
  const { random } = draft
  const days = random.between(1, 2)
  if (!draft.isEntangled && !canBeTold(draft, days)) return false
  putOff(certificate, draft, days)
  return true
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

/**
 * Enters it under another centre; false where the day has no sheet with names and is not entangled, or there is no other
 * centre.
 */
export function moveToSister(certificate: DraftCertificate, draft: DraftDay): boolean {
  return (draft.sheet === 'register' || draft.isEntangled) && enterElsewhere(certificate, draft)
}

export function enterElsewhere(certificate: DraftCertificate, { world, centre, random }: DraftDay): boolean {
  const { centres, plan } = world
  const sister = centres[(centre.number + random.between(1, 5)) % centres.length]!
  if (sister === centre || plan.suspensionOf(sister) !== null) return false
  certificate.centreId = sister.centreId
  certificate.issuedBy = sister.account
  return true
}
