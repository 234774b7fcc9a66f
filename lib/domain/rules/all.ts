import type { Facts } from '../facts.ts'
import { compareText } from '../ids.ts'
import type { Finding, Rule, Severity } from '../report.ts'
import type { PastDay } from '../rows.ts'
import { backdated } from './backdated.ts'
import { certificateForDeferredToken } from './certificate-for-deferred-token.ts'
import { certificateWhileSuspended } from './certificate-while-suspended.ts'
import { certificateWithoutToken } from './certificate-without-token.ts'
import { certificatesExceedDoses } from './certificates-exceed-doses.ts'
import { certificatesExceedTokens } from './certificates-exceed-tokens.ts'
import { doseMismatch } from './dose-mismatch.ts'
import { drift } from './drift.ts'
import { duplicateCertificate } from './duplicate-certificate.ts'
import { duplicateToken } from './duplicate-token.ts'
import { elsewhere } from './elsewhere.ts'
import { type RuleDefinition, toFinding } from './finding.ts'
import { issueBurst } from './issue-burst.ts'
import { late } from './late.ts'
import { noCertificates } from './no-certificates.ts'
import { noTokenSheet } from './no-token-sheet.ts'
import { offHours } from './off-hours.ts'
import { registerWithheld } from './register-withheld.ts'
import { runningExcess } from './running-excess.ts'
import { sheetRaised } from './sheet-raised.ts'
import { tokenWithoutCertificate } from './token-without-certificate.ts'
import { tokensExceedBookings } from './tokens-exceed-bookings.ts'
import { transcription } from './transcription.ts'
import { unknownCentre } from './unknown-centre.ts'

/** The rules of a day at a centre that is known. */
const OF_DAY: readonly RuleDefinition[] = [
  backdated,
  certificateForDeferredToken,
  certificateWhileSuspended,
  certificateWithoutToken,
  certificatesExceedDoses,
  certificatesExceedTokens,
  doseMismatch,
  duplicateCertificate,
  duplicateToken,
  elsewhere,
  issueBurst,
  late,
  noCertificates,
  noTokenSheet,
  offHours,
  registerWithheld,
  runningExcess,
  sheetRaised,
  tokenWithoutCertificate,
  tokensExceedBookings,
  transcription,
]
const OF_UNKNOWN_CENTRE: readonly RuleDefinition[] = [unknownCentre]
const DRIFT_VERSION = 1

/** The version of each rule: the same rows, policy and versions give the same findings. */
export const RULE_VERSIONS = Object.fromEntries([
  ...[...OF_DAY, ...OF_UNKNOWN_CENTRE].map(({ rule, version }) => [rule, version]),
  ['drift', DRIFT_VERSION],
]) as Readonly<Record<Rule, number>>

const GRAVITY: Readonly<Record<Severity, number>> = { critical: 0, major: 1, minor: 2, info: 3 }

/** Every rule of the day itself that it violates; an unknown centre's only finding is that. */
export function findingsOfDay(facts: Facts): Finding[] {
  const findings: Finding[] = []
  for (const { rule, judge } of facts.isKnownCentre ? OF_DAY : OF_UNKNOWN_CENTRE) {
    const violation = judge(facts)
    if (violation) findings.push(toFinding(rule, violation, facts))
  }
  return gravestFirst(findings)
}

/** The findings with `drift`, which asks what the others have said. */
export function withDrift(facts: Facts, today: PastDay, ofDay: Finding[]): Finding[] {
  const violation = facts.isKnownCentre ? drift(facts, today) : null
  return violation ? gravestFirst([...ofDay, toFinding('drift', violation, facts)]) : ofDay
}

/** By severity, then by rule. */
function gravestFirst(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || compareText(a.rule, b.rule))
}
