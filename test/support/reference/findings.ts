import { formatInstant } from '../../../lib/domain/calendar.ts'
import { compareIds, compareText } from '../../../lib/domain/ids.ts'
import type { Counts, Finding, Rule, Severity } from '../../../lib/domain/report.ts'
import type { CertificateRow } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import { earliest, type Found, latest, listing } from './found.ts'
import type { Told } from './history.ts'
import { compareCertificates } from './order.ts'
import type { Kind } from './passes.ts'
import { sheetRaised } from './raised.ts'
import type { Token } from './seen.ts'
import { duplicateTokens } from './shared-numbers.ts'
import type { Situation } from './situation.ts'
import { whileSuspended } from './suspended.ts'
import { backdated, issueBurst, offHours, runningExcess } from './within-the-day.ts'
import { exceedingBookings, exceedingDoses, registerWithheld } from './witnesses.ts'

/** The rules of CONTRACT section 4, in its order, to the letter of docs/rules.md. Explanations are not part of the oracle. */

const SEVERITIES: readonly Severity[] = ['critical', 'major', 'minor', 'info']

/** Every finding of a centre-day but `drift`, in no order. */
export function findAll(
  situation: Situation,
  day: CentreDay,
  counts: Counts,
  history: readonly Told[],
): Found[] {
  return asked(situation, day, counts, history).filter(({ count }) => count > 0)
}

/** As reported: "by severity (critical, major, minor, info), then rule in code-point order". */
export function writtenOut(found: readonly Found[], timeZone: string): Finding[] {
  return [...found]
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
      at: one.at === null ? null : formatInstant(one.at, timeZone),
      explanation: '',
    }))
}

function asked(situation: Situation, day: CentreDay, counts: Counts, history: readonly Told[]): Found[] {
  const { centres } = situation.district
  const centre = centres?.get(day.centreId)
  if (centres !== null && centre === undefined) {
    return [listing('unknown-centre', 'critical', day.counting)]
  }
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
    whileSuspended(day, centre),
    repeatedCertificates(day),
    exceedingDoses(day, counts),
    runningExcess(day),
    offHours(day, centre),
    issueBurst(day),
    backdated(day),
    duplicateTokens(day),
    registerWithheld(day, history),
    exceedingBookings(situation, day, counts),
    sheetRaised(day),
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
  const tooMany = [...day.entered].sort(compareCertificates)[day.absorbed.length]
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

const certificatesOf = (claims: CentreDay['claims']): CertificateRow[] =>
  claims.map(({ certificate }) => certificate)

/** "`{}` where the feed does not tell." */
function issuedBy(certificates: readonly CertificateRow[]): Record<string, number> {
  const accounts = [...new Set(certificates.map((row) => row.issuedBy))].filter(Boolean).sort(compareText)
  return Object.fromEntries(
    accounts.map((account) => [account, certificates.filter((row) => row.issuedBy === account).length]),
  )
}
