import type { Policy } from '../../../lib/domain/policy.ts'
import type { CertificateRow, District, Instant } from '../../../lib/domain/rows.ts'
import { pairByCount } from './anonymous.ts'
import type { Pair } from './largest-matching.ts'
import { type Claim, claimTokens } from './passes.ts'
import { type Repeat, sortCertificates, sortTokens } from './repeats.ts'
import { certificateRowsSeen, countingCertificates, type Sheet, sheetsSeen, type Token } from './seen.ts'

/** The whole district after the six passes, before anything is counted. */
export interface Situation {
  readonly district: District
  readonly policy: Policy
  readonly asOf: Instant | null
  readonly sheets: readonly Sheet[]
  /** Certificate rows seen, in force or not. */
  readonly onRecord: readonly CertificateRow[]
  readonly counting: readonly CertificateRow[]
  readonly keptTokens: readonly Token[]
  readonly repeatedTokens: readonly Repeat<Token>[]
  readonly repeatedCertificates: readonly Repeat<CertificateRow>[]
  /** Passes 1 to 5. */
  readonly claims: readonly Claim[]
  /** Kept certificates that no pass up to 5 matched: those that entered pass 6. */
  readonly entered: readonly CertificateRow[]
  /** Pass 6. */
  readonly pairs: readonly Pair[]
}

/**
 * Sets repeats aside and runs every pass over every centre and date at hand. It is judged as of one moment,
 * and rows issued after another, the same unless told, are unseen.
 */
export function situationOf(
  district: District,
  policy: Policy,
  asOf: Instant | null,
  seenUntil: Instant | null = asOf,
): Situation {
  const sheets = sheetsSeen(district, seenUntil)
  const onRecord = certificateRowsSeen(district, seenUntil)
  const counting = countingCertificates(onRecord)
  const tokens = sheets.map(sortTokens)
  const keptTokens = tokens.flatMap(({ kept }) => kept)
  const certificates = sortCertificates(counting, keptTokens)
  const claims = claimTokens(certificates.kept, keptTokens, policy)
  const entered = certificates.kept.filter((row) => !claims.some((claim) => claim.certificate === row))
  return {
    ...{ district, policy, asOf, sheets, onRecord, counting, keptTokens, claims, entered },
    repeatedTokens: tokens.flatMap(({ repeats }) => repeats),
    repeatedCertificates: certificates.repeats,
    pairs: pairAll(keptTokens, claims, entered),
  }
}

/** Pass 6 over every centre-day that has a certificate left. */
function pairAll(
  tokens: readonly Token[],
  claims: readonly Claim[],
  entered: readonly CertificateRow[],
): Pair[] {
  const left = tokens
    .filter((token) => token.row.outcome === 'vaccinated')
    .filter((token) => !claims.some((claim) => claim.token === token))
  const days = new Map(entered.map((row) => [`${row.date} ${row.centreId}`, row]))
  return [...days.values()].flatMap((day) => pairByCount(entered.filter(isOf(day)), left.filter(isOf(day))))
}

export interface Place {
  readonly centreId: string
  readonly date: string
}

/** Whether a row or leg is of that centre-day. */
export const isOf =
  ({ centreId, date }: Place) =>
  (row: Place): boolean =>
    row.centreId === centreId && row.date === date
