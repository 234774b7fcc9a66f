import type { DraftDay, Visit } from '../draft.ts'

/** Somebody was vaccinated, and nobody ever issued the certificate. */
export function missingCertificate(visit: Visit, _day: DraftDay): void {
  visit.certificate = null
}
