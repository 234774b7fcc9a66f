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
  'certificate-while-suspended',
  'unknown-centre',
  'duplicate-certificate',
  'certificates-exceed-doses',
  'running-excess',
  'off-hours',
  'issue-burst',
  'backdated',
  'duplicate-token',
  'register-withheld',
  'tokens-exceed-bookings',
  'sheet-raised',
  'drift',
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

/**
 * An upper bound by one of the three methods of the Early Aberration Reporting System (Hutwagner et al. 2003, as in
 * the R package surveillance), in certificates, and by how many standard deviations the day exceeds its mean.
 */
export interface Ears {
  readonly statistic: number
  readonly upperBound: number
  readonly exceeds: boolean
}

/**
 * How usual the number of certificates is beside the centre's own earlier days: context for whoever looks, and no
 * finding. C2 and C3 are null where the history is too short for them.
 */
export interface Context {
  readonly c1: Ears
  readonly c2: Ears | null
  readonly c3: Ears | null
  /** Whether it stands out when all centres of that date are tested at once (Benjamini and Hochberg 1995). */
  readonly unusual: boolean
}

/** A centre-day as the whole report lists it. `context` null: unfinished, or its history is too short. */
export interface ListedCentreDay extends CentreDayReport {
  readonly context: Context | null
}

/** By what a report was made: the same rows, policy and rules give the same bytes again. */
export interface MadeWith {
  readonly policy: { readonly version: string; readonly sha256: string }
  /** When it was as the report says, ISO 8601; null: cut-off had just passed on every day. */
  readonly asOf: string | null
  /** The version of all but the rules: the six passes, counts, outcome and action. */
  readonly engine: number
  /** The version of each rule. */
  readonly rules: Readonly<Record<Rule, number>>
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
  readonly centreDays: readonly ListedCentreDay[]
  readonly madeWith: MadeWith
}
