import type { IsoDate } from './rows.ts'

/** The report of CONTRACT section 5; its key order is the order of these fields. */

export type Severity = 'critical' | 'major' | 'minor' | 'info'
export type Outcome = 'balanced' | 'breach' | 'incomplete'
export type Action = 'none' | 'notify' | 'propose-suspension' | 'suspend'

export const RULES = [
  'certificate-without-token',
  'certificates-exceed-tokens',
  'no-token-sheet',
  'certificate-for-deferred-token',
  'unknown-centre',
  'duplicate-certificate',
  'duplicate-token',
  'no-certificates',
  'token-without-certificate',
  'dose-mismatch',
  'elsewhere',
  'transcription',
  'late',
] as const
export type Rule = (typeof RULES)[number]

export interface Finding {
  readonly rule: Rule
  readonly severity: Severity
  readonly count: number
  /** Certificate ids, in id order. */
  readonly certificates: readonly string[]
  /** Token numbers, in id order. */
  readonly tokens: readonly string[]
  /** Certificates by the account that issued them; `{}` where the feed does not tell. */
  readonly issuedBy: Readonly<Record<string, number>>
  /** When it first became true, ISO 8601 with the district's offset; null where times do not tell. */
  readonly at: string | null
  readonly explanation: string
}

/** Counts of a centre-day; null where no leg says anything. */
export interface Counts {
  readonly bookings: number | null
  readonly tokens: number | null
  readonly deferred: number | null
  readonly left: number | null
  readonly doses: number | null
  readonly certificates: number | null
  readonly matched: number
  readonly absorbed: number | null
  readonly pending: number
  readonly unjudged: number
  readonly surplus: number | null
  readonly shortfall: number | null
}

export interface CentreDayReport {
  readonly centreId: string
  readonly date: IsoDate
  readonly outcome: Outcome
  readonly action: Action
  readonly counts: Counts
  readonly findings: readonly Finding[]
}

export interface Quarantined {
  readonly file: string
  readonly row: number
  readonly reason: string
}

export interface Totals {
  readonly centreDays: number
  readonly balanced: number
  readonly breach: number
  readonly incomplete: number
  readonly tokens: number
  readonly certificates: number
  readonly matched: number
  readonly absorbed: number
  readonly pending: number
  readonly unjudged: number
  readonly surplus: number
  readonly shortfall: number
}

export interface Report {
  readonly contract: 1
  readonly dates: readonly IsoDate[]
  readonly totals: Totals
  readonly quarantined: readonly Quarantined[]
  readonly centreDays: readonly CentreDayReport[]
}
