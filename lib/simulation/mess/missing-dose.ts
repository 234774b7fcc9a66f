import type { DraftDay, Visit } from '../draft.ts'

/** The dose was left out, at the gate or in the registry. */
export function missingDose({ certificate, token }: Visit, { random }: DraftDay): void {
  const row = certificate && random.chance(0.5) ? certificate : token
  row.dose = null
}
