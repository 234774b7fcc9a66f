import { formatInstant } from '../calendar.ts'
import { type Certificate, compareInstants, type Token } from '../centre-day.ts'
import { explanationOf } from '../explanations/explanation-of.ts'
import type { FiguresOf } from '../explanations/figures.ts'
import type { Facts } from '../facts.ts'
import { compareIds, compareText } from '../ids.ts'
import type { Finding, Rule, Severity } from '../report.ts'
import type { Instant } from '../rows.ts'
import type { Tally } from '../tally.ts'

/** What a rule says of a centre-day before it is written down as the report's finding. */
export interface Violation<R extends Rule = Rule> {
  readonly severity: Severity
  readonly count: number
  readonly certificates?: readonly Certificate[]
  /** Token numbers, one for each row listed. */
  readonly tokens?: readonly string[]
  /** When it first became true, null where times do not tell. */
  readonly at: Instant | null
  /** What its sentence says in numbers. */
  readonly figures: FiguresOf[R]
}

/** A rule of CONTRACT section 4: its docstring is the policy's sentence. */
export interface RuleDefinition<R extends Rule = Rule> {
  readonly rule: R
  /** One more whenever the same rows could be judged otherwise than before. */
  readonly version: number
  /** Null: it is kept. */
  readonly judge: (facts: Facts) => Violation<R> | null
}

/** Puts ids in order, counts issuers in a fixed order, and writes `at` on the district's clock. */
export function toFinding<R extends Rule>(
  rule: R,
  violation: Violation<R>,
  { policy, language }: Pick<Facts, 'policy' | 'language'>,
): Finding {
  const { severity, count, certificates = [], tokens = [], at, figures } = violation
  return {
    rule,
    severity,
    count,
    certificates: certificates.map(({ row }) => row.certificateId).sort(compareIds),
    tokens: [...tokens].sort(compareIds),
    issuedBy: issuers(certificates),
    at: at === null ? null : formatInstant(at, policy.timeZone),
    explanation: explanationOf(rule, figures, language),
  }
}

/** Major if any of the certificates listed is unexplained: else there may be an innocent reason. */
export function gravityOf(certificates: readonly Certificate[], tally: Tally): 'major' | 'minor' {
  return certificates.some((certificate) => tally.isUnexplained(certificate)) ? 'major' : 'minor'
}

/** The earliest issuance of the certificates listed; null where any of them has no time. */
export function earliestIssued(certificates: readonly Certificate[]): Instant | null {
  return earliest(certificates.map(({ row }) => row.issuedAt))
}

/** Null where any is missing, or there is none. */
export function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return nthEarliest(instants, 1)
}

/** The n-th in time order, 1 first; null where any is missing, or there are fewer. */
export function nthEarliest(instants: readonly (Instant | null)[], n: number): Instant | null {
  if (instants.includes(null)) return null
  return [...instants].sort(compareInstants)[n - 1] ?? null
}

/** The later of two; null where either is missing. */
export function later(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? null : Math.max(a, b)
}

export function numbersOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ row }) => row.tokenNo)
}

function issuers(certificates: readonly Certificate[]): Record<string, number> {
  const counted = new Map<string, number>()
  for (const { row } of certificates) {
    if (row.issuedBy !== '') counted.set(row.issuedBy, (counted.get(row.issuedBy) ?? 0) + 1)
  }
  return Object.fromEntries([...counted].sort(([a], [b]) => compareText(a, b)))
}
