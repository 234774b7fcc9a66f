import type { Visit } from '../draft.ts'

/** The certificate says the first dose for the second, or the other way round. */
export function wrongDose({ certificate }: Visit): void {
  if (certificate) certificate.dose = certificate.dose === 1 ? 2 : 1
}
