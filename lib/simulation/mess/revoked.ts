import { type DraftDay, MINUTE, type Visit } from '../draft.ts'
import { slipped } from './slip.ts'

/** A first certificate had a slip in its ref and was revoked; the feed tells of it as issued, too. */
export function revoked({ certificate }: Visit, { random, besides, echoes }: DraftDay): void {
  if (certificate?.issuedAt == null) return
  const first = { ...certificate, ref: slipped(certificate.ref, random), status: 'revoked' as const }
  besides.push(first)
  certificate.issuedAt += 2 * MINUTE
  echoes.push({ of: first, status: 'issued' })
}
