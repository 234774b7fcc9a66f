import type { DraftDay, Visit } from '../draft.ts'
import { moveLater } from './travels.ts'

/** The certificate is made, and dated, one or two days after the dose. */
export function lateBacklog({ certificate }: Visit, draft: DraftDay): void {
  if (certificate) moveLater(certificate, draft)
}
