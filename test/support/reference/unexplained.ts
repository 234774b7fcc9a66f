import type { Rule } from '../../../lib/domain/report.ts'
import type { CertificateRow } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import { type Found, listing } from './found.ts'

/**
 * "A certificate is *unexplained* when it is surplus (left over, a repeat, or for a token deferred or left) or
 * unjudged; one that entered pass 6 is unexplained exactly when something was left over there. A pending one
 * is not." Which ones are pending is only known where no row is anonymous.
 */
export function isUnexplained(day: CentreDay, row: CertificateRow): boolean {
  const surplus = [
    ...day.leftOverRows,
    ...day.repeatedCertificates.map((repeat) => repeat.row),
    ...day.forDeferred.map((claim) => claim.certificate),
  ]
  if (surplus.includes(row) || day.unjudged.includes(row)) return true
  return day.besideAnonymous && day.leftOver > 0 && day.entered.includes(row)
}

/** "Major if any listed is unexplained, else minor." */
export function listingBySeverity(rule: Rule, day: CentreDay, rows: readonly CertificateRow[]): Found {
  return listing(rule, rows.some((row) => isUnexplained(day, row)) ? 'major' : 'minor', rows)
}

/** "`late` and `elsewhere` matches left aside." */
export function certificatesOfTheDay(day: CentreDay): CertificateRow[] {
  const aside = day.claims.filter(({ kind }) => kind === 'late' || kind === 'elsewhere')
  return day.counting.filter((row) => !aside.some((claim) => claim.certificate === row))
}
