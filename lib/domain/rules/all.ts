import type { Facts } from '../facts.ts'
import { compareText } from '../ids.ts'
import type { Finding, Severity } from '../report.ts'
import { certificateForDeferredToken } from './certificate-for-deferred-token.ts'
import { certificateWithoutToken } from './certificate-without-token.ts'
import { certificatesExceedTokens } from './certificates-exceed-tokens.ts'
import { doseMismatch } from './dose-mismatch.ts'
import { duplicateCertificate } from './duplicate-certificate.ts'
import { duplicateToken } from './duplicate-token.ts'
import { elsewhere } from './elsewhere.ts'
import { type Judge, toFinding } from './finding.ts'
import { late } from './late.ts'
import { noCertificates } from './no-certificates.ts'
import { noTokenSheet } from './no-token-sheet.ts'
import { tokenWithoutCertificate } from './token-without-certificate.ts'
import { transcription } from './transcription.ts'
import { unknownCentre } from './unknown-centre.ts'

const JUDGES: readonly Judge[] = [
  certificateForDeferredToken,
  certificateWithoutToken,
  certificatesExceedTokens,
  doseMismatch,
  duplicateCertificate,
  duplicateToken,
  elsewhere,
  late,
  noCertificates,
  noTokenSheet,
  tokenWithoutCertificate,
  transcription,
]

const GRAVITY: Readonly<Record<Severity, number>> = { critical: 0, major: 1, minor: 2, info: 3 }

/** Every rule that the centre-day violates, gravest first, then by rule; an unknown centre's only finding is that. */
export function findingsOf(facts: Facts): Finding[] {
  const unknown = unknownCentre(facts)
  const violations = unknown ? [unknown] : JUDGES.flatMap((judge) => judge(facts) ?? [])
  return violations
    .map((violation) => toFinding(violation, facts.policy.timeZone))
    .sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || compareText(a.rule, b.rule))
}
