import type { CentreDay } from '../centre-day.ts'
import type { Instant } from '../rows.ts'

/**
 * The first and the last moment at which a certificate of the centre-day was issued; null where no time is known. By it
 * rules find that an ordinary day keeps them, without asking for its rows.
 */
export function spanOfIssue({
  beyondDoubt,
  certificates,
}: CentreDay): { readonly first: Instant; readonly last: Instant } | null {
  let { firstIssued: first, lastIssued: last } = beyondDoubt.times
  for (const { row } of certificates) {
    if (row.issuedAt === null) continue
    if (row.issuedAt < first) first = row.issuedAt
    if (row.issuedAt > last) last = row.issuedAt
  }
  return last >= first ? { first, last } : null
}
