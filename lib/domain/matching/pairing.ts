import type { Certificate, Token } from '../centre-day.ts'

/** The words in which the passes say what they pair. An empty ref never gets this far: it equals nothing. */

export function sameCentreDay(token: Token, certificate: Certificate): boolean {
  return token.centreDay === certificate.centreDay
}

export function sameCentre(token: Token, certificate: Certificate): boolean {
  return token.centreDay.centreId === certificate.centreDay.centreId
}

/** How many days the certificate's date is after the token's; negative where it is before. */
export function daysLater(token: Token, certificate: Certificate): number {
  return certificate.centreDay.day - token.centreDay.day
}

/** Both doses are there and equal. */
export function sameDose(token: Token, certificate: Certificate): boolean {
  return token.row.dose !== null && token.row.dose === certificate.row.dose
}

/** The dose is missing on one side or both. */
export function doseMissing(token: Token, certificate: Certificate): boolean {
  return token.row.dose === null || certificate.row.dose === null
}

/** Both doses are there and differ. */
export function dosesDiffer(token: Token, certificate: Certificate): boolean {
  return !doseMissing(token, certificate) && !sameDose(token, certificate)
}

/** Equal, or missing on one side or both. */
export function doseCompatible(token: Token, certificate: Certificate): boolean {
  return doseMissing(token, certificate) || sameDose(token, certificate)
}

export function vaccinated(token: Token): boolean {
  return token.row.outcome === 'vaccinated'
}

/** Deferred, or left before the vaccination. */
export function sentAway(token: Token): boolean {
  return !vaccinated(token)
}
