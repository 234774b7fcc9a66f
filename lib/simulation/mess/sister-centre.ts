import type { DraftDay, Visit } from '../draft.ts'
import { moveToSister } from './travels.ts'

/** The certificate is entered under the account of another centre. */
export function sisterCentre({ certificate }: Visit, draft: DraftDay): void {
  if (certificate) moveToSister(certificate, draft)
}
