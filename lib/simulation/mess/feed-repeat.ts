import type { DraftDay, Visit } from '../draft.ts'

/** The feed tells of the certificate twice, in the same words. */
export function feedRepeat({ certificate }: Visit, { echoes }: DraftDay): void {
  if (certificate) echoes.push({ of: certificate, status: 'issued' })
}
