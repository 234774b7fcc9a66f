import type { Rule, Severity } from '../../../lib/domain/report.ts'
import type { CertificateRow, Instant } from '../../../lib/domain/rows.ts'

/** A finding before it is written out: rows instead of ids, an instant instead of text. */
export interface Found {
  readonly rule: Rule
  readonly severity: Severity
  readonly count: number
  readonly certificates?: readonly CertificateRow[]
  readonly tokens?: readonly string[]
  readonly at: Instant | null
}

/** A rule that is true of each certificate by itself, so from the earliest on. */
export function listing(rule: Rule, severity: Severity, certificates: readonly CertificateRow[]): Found {
  const at = earliest(certificates.map((row) => row.issuedAt))
  return { rule, severity, count: certificates.length, certificates, at }
}

/** A rule that found nothing: what counts none is no finding. */
export const nothing = (rule: Rule): Found => ({ rule, severity: 'info', count: 0, at: null })

/** Null where there is none, or where any is unknown: it might be the first. */
export function earliest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 || known.length < times.length ? null : Math.min(...known)
}

export function latest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter((time) => time !== null)
  return known.length < times.length ? null : Math.max(...known)
}

/** "The moment of the first past the limit, in time order": null where any of them has no time. */
export function momentPast(times: readonly (Instant | null)[], limit: number): Instant | null {
  if (times.includes(null)) return null
  const inOrder = times.filter((time) => time !== null).sort((a, b) => a - b)
  return inOrder.find((_, before) => before + 1 > limit) ?? null
}
