import { formatInstant } from '../../../lib/domain/calendar.ts'
import { compareIds, compareText } from '../../../lib/domain/ids.ts'
import type { Finding, Rule, Severity } from '../../../lib/domain/report.ts'
import type { CertificateRow, Instant } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import { compareCertificates } from './order.ts'
import type { Kind } from './passes.ts'
import type { Token } from './seen.ts'
import { duplicateTokens } from './shared-numbers.ts'
import type { Situation } from './situation.ts'

/** The rules of CONTRACT section 4, in its order. Explanations are not part of the oracle. */

export interface Found {
  readonly rule: Rule
  readonly severity: Severity
  readonly count: number
  readonly certificates?: readonly CertificateRow[]
  readonly tokens?: readonly string[]
  readonly at: Instant | null
}

const SEVERITIES: readonly Severity[] = ['critical', 'major', 'minor', 'info']

/** Sorted "by severity (critical, major, minor, info), then rule in code-point order". */
export function findingsOf(situation: Situation, day: CentreDay): Finding[] {
  return found(situation, day)
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compareText(a.rule, b.rule),
    )
    .map((one) => ({
      rule: one.rule,
      severity: one.severity,
      count: one.count,
      certificates: (one.certificates ?? []).map((row) => row.certificateId).sort(compareIds),
      tokens: [...(one.tokens ?? [])].sort(compareIds),
      issuedBy: issuedBy(one.certificates ?? []),
      at: one.at === null ? null : formatInstant(one.at, situation.policy.timeZone),
      explanation: '',
    }))
}

function found({ district }: Situation, day: CentreDay): Found[] {
  const unknown = district.centres !== null && !district.centres.has(day.centreId)
  if (unknown) return [listing('unknown-centre', 'critical', day.counting)]
  return [
    // "certificates left over, and no row of the centre-day is anonymous: lists exactly those"
    listing('certificate-without-token', 'critical', day.leftOverRows),
    exceedingTokens(day),
    missingSheet(day),
    // "a certificate claims a token of its own day that was deferred or left"
    {
      ...listing('certificate-for-deferred-token', 'critical', certificatesOf(day.forDeferred)),
      tokens: day.forDeferred.map(({ token }) => token.row.tokenNo),
    },
    repeatedCertificates(day),
    duplicateTokens(day),
    noCertificates(day),
    unclaimedTokens(day),
    matches(day, 'dose-mismatch', 'minor'),
    matches(day, 'elsewhere', 'minor'),
    matches(day, 'transcription', 'minor'),
    matches(day, 'late', 'info'),
  ]
}

/**
 * "Certificates left over beside anonymous rows: `count` those left over, `certificates` every one that
 * entered pass 6." It is true from the certificate that is one too many.
 */
function exceedingTokens(day: CentreDay): Found {
  const count = day.besideAnonymous ? day.leftOver : 0
  const tooMany = [...day.entered].sort(compareCertificates)[day.entered.length - count]
  return {
    ...listing('certificates-exceed-tokens', 'critical', day.entered),
    count,
    at: day.entered.some((row) => row.issuedAt === null) ? null : (tooMany?.issuedAt ?? null),
  }
}

/** "Unjudged certificates, and no token sheet after cut-off": true from both the cut-off and the first of them. */
function missingSheet(day: CentreDay): Found {
  const finding = listing('no-token-sheet', 'critical', day.cutOffPassed ? day.unjudged : [])
  return { ...finding, at: finding.at === null ? null : Math.max(day.cutOff, finding.at) }
}

/** "Those set aside, on their own centre-day": true once it and the one kept are both there. */
function repeatedCertificates(day: CentreDay): Found {
  const times = day.repeatedCertificates.map(({ row, kept }) => latest([row.issuedAt, kept.issuedAt]))
  const rows = day.repeatedCertificates.map(({ row }) => row)
  return { ...listing('duplicate-certificate', 'major', rows), at: earliest(times) }
}

/**
 * "Vaccinated tokens, no certificate row for the centre-day, none of its tokens claimed, after cut-off":
 * none of any outcome, as a deferred one may be claimed by a certificate of a later day.
 */
function noCertificates(day: CentreDay): Found {
  const given = day.keptTokens.filter((token) => token.row.outcome === 'vaccinated')
  const applies = day.cutOffPassed && day.onRecord.length === 0 && !day.anyTokenClaimed
  return tokensAtCutOff('no-certificates', 'major', day, applies ? given : [])
}

/** "Shortfall after cut-off: people who may be left without a certificate." */
function unclaimedTokens(day: CentreDay): Found {
  return tokensAtCutOff('token-without-certificate', 'minor', day, day.cutOffPassed ? day.unclaimed : [])
}

/** The tokens of a totals sheet count and have no number to list. */
function tokensAtCutOff(rule: Rule, severity: Severity, day: CentreDay, tokens: readonly Token[]): Found {
  const named = day.sheet?.leg.sheet.kind === 'register' ? tokens : []
  return {
    rule,
    severity,
    count: tokens.length,
    tokens: named.map((token) => token.row.tokenNo),
    at: day.cutOff,
  }
}

/** "Matches of that kind, on the certificate's centre-day." */
function matches(day: CentreDay, kind: Exclude<Kind, 'exact'>, severity: Severity): Found {
  const claims = day.claims.filter((claim) => claim.kind === kind)
  return {
    ...listing(kind, severity, certificatesOf(claims)),
    tokens: claims.map(({ token }) => token.row.tokenNo),
  }
}

/** A rule that is true of each certificate by itself, so from the earliest on. */
function listing(rule: Rule, severity: Severity, certificates: readonly CertificateRow[]): Found {
  const at = earliest(certificates.map((row) => row.issuedAt))
  return { rule, severity, count: certificates.length, certificates, at }
}

const certificatesOf = (claims: CentreDay['claims']): CertificateRow[] =>
  claims.map(({ certificate }) => certificate)

/** Null where there is none, or where any is unknown: it might be the first. */
function earliest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 || known.length < times.length ? null : Math.min(...known)
}

function latest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter((time) => time !== null)
  return known.length < times.length ? null : Math.max(...known)
}

/** "`{}` where the feed does not tell." */
function issuedBy(certificates: readonly CertificateRow[]): Record<string, number> {
  const accounts = [...new Set(certificates.map((row) => row.issuedBy))].filter(Boolean).sort(compareText)
  return Object.fromEntries(
    accounts.map((account) => [account, certificates.filter((row) => row.issuedBy === account).length]),
  )
}
