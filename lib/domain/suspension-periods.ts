import { dateOf } from './calendar.ts'
import type { Centre, CertificateRow, Instant, SuspensionPeriod } from './rows.ts'

const ALWAYS_ACTIVE: readonly SuspensionPeriod[] = []

/** Every time that a centre was suspended: as it is told, else by its status and since when that stands. */
export function suspensionPeriods({ suspensions, status, suspendedAt }: Centre): readonly SuspensionPeriod[] {
  if (suspensions) return suspensions
  return status === 'suspended' ? [{ from: suspendedAt, until: null }] : ALWAYS_ACTIVE
}

/**
 * Whether a certificate was issued between two moments, neither included. Where its time is not known its date must
 * be after the day of the first, and before the day of the second.
 */
export function isIssuedWithin(
  { issuedAt, date }: Pick<CertificateRow, 'issuedAt' | 'date'>,
  { from, until }: SuspensionPeriod,
  timeZone: string,
): boolean {
  const dayOf = (instant: Instant): string => dateOf(instant, timeZone)
  return issuedAt === null
    ? (from === null || date > dayOf(from)) && (until === null || date < dayOf(until))
    : (from === null || issuedAt > from) && (until === null || issuedAt < until)
}
