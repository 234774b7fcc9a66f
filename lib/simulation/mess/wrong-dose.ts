import type { DraftDay, Visit } from '../draft.ts'

/** The certificate says the first dose for the second, or the other way round. */
export function wrongDose({ certificate }: Visit, _day: DraftDay): void {
  if (certificate) certificate.dose = certificate.dose === 1 ? 2 : 1
}
