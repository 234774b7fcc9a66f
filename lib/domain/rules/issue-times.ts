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
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  // What is not known is neither before nor after anything.
  const times = beyondDoubt.certificateTimes()
  for (let at = 0; at < times.length; at++) {
    if (times[at]! < first) first = times[at]!
    if (times[at]! > last) last = times[at]!
  }
  for (const { row } of certificates) {
    if (row.issuedAt === null) continue
    if (row.issuedAt < first) first = row.issuedAt
    if (row.issuedAt > last) last = row.issuedAt
  }
  return last >= first ? { first, last } : null
}
