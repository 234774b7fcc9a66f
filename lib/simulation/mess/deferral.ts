import type { DraftDay, Visit } from '../draft.ts'
import { putOff } from './travels.ts'

const SHARE_COMING_BACK = 0.3

/** Sent home with a fever; some come back within two days and are certified without another token. */
export function deferral(visit: Visit, draft: DraftDay): void {
  visit.token.outcome = 'deferred'
  const canTell = draft.sheet === 'register' || draft.isEntangled
  const comesBack = canTell && draft.random.chance(SHARE_COMING_BACK)
  if (visit.certificate && comesBack) putOff(visit.certificate, draft, draft.random.between(1, 2))
  else visit.certificate = null
}
