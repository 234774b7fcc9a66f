import type { DraftDay, Visit } from '../draft.ts'
import { slipped } from './slip.ts'

/** One slip in the ref, at the gate or in the registry. */
export function typingSlip({ certificate, token }: Visit, { random }: DraftDay): void {
  const row = certificate && random.chance(0.5) ? certificate : token
  row.ref = slipped(row.ref, random)
}
