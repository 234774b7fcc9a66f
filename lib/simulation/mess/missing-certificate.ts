import type { Visit } from '../draft.ts'

/** Somebody was vaccinated, and nobody ever issued the certificate. */
export function missingCertificate(visit: Visit): void {
  visit.certificate = null
}
