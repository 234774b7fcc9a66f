import type { DraftDay, Visit } from '../draft.ts'
import { slipped } from './slip.ts'
import { enterElsewhere, putOff } from './travels.ts'

/**
 * Wrong in two ways at once: late or elsewhere, and with a slip besides, where the day has a register; else from a day
 * whose sheet names nobody. No record can tell such a certificate from a fake.
 */
export function compound({ certificate }: Visit, draft: DraftDay): void {
  if (!certificate) return
  if (draft.sheet === 'register') certificate.ref = slipped(certificate.ref, draft.random)
  if (draft.random.chance(0.5)) putOff(certificate, draft, draft.random.between(1, 2))
  else enterElsewhere(certificate, draft)
}
