import type { DraftDay, Visit } from '../draft.ts'

/** The ref was left out, mostly at the gate. */
export function blankRef({ certificate, token }: Visit, { random }: DraftDay): void {
  const row = certificate && random.chance(0.3) ? certificate : token
  row.ref = ''
}
