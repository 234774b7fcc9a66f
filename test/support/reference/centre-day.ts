import { addDays, cutOffOf, instantAt } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type { CertificateRow, Instant } from '../../../lib/domain/rows.ts'
import type { Pair } from './largest-matching.ts'
import type { Claim } from './passes.ts'
import type { Repeat } from './repeats.ts'
import type { Sheet, Token } from './seen.ts'
import { isOf, type Place, type Situation } from './situation.ts'

/** One centre-day as the passes left it: whose rows are whose, and what is left over. */
export interface CentreDay extends Place {
  /** With what the centre has of its own in place of the district's. */
  readonly policy: Policy
  readonly sheet: Sheet | undefined
  /** While the sheet is neither final nor past cut-off: its watermark. Null for any other. */
  readonly waitingFrom: Instant | null
  /** Before cut-off how far the sheet is complete, a final one to the end of its day. Null past it, and without one. */
  readonly completeUntil: Instant | null
  readonly cutOff: Instant
  readonly cutOffPassed: boolean
  readonly onRecord: readonly CertificateRow[]
  readonly counting: readonly CertificateRow[]
  readonly repeatedCertificates: readonly Repeat<CertificateRow>[]
  readonly keptTokens: readonly Token[]
  readonly repeatedTokens: readonly Repeat<Token>[]
  /** Claims made by certificates of this centre-day, wherever their token is. */
  readonly claims: readonly Claim[]
  /** Of those, claims on a token of this very day that was deferred or left. */
  readonly forDeferred: readonly Claim[]
  /** Claims on tokens of this centre-day, and pairs of pass 6 here, whoever made them. */
  readonly taken: readonly Pair[]
  readonly entered: readonly CertificateRow[]
  /** Those that pass 6 paired. */
  readonly absorbed: readonly CertificateRow[]
  /** Vaccinated tokens of the day that nothing anywhere claims or pairs with. */
  readonly unclaimed: readonly Token[]
  /** Whether a certificate of any day or centre claims or pairs with a token of the day, of any outcome. */
  readonly anyTokenClaimed: boolean
  readonly besideAnonymous: boolean
  /** Certificates that no pass explains, pending ones among them. */
  readonly unexplained: readonly CertificateRow[]
  readonly pending: number
  /** Left over: neither repeated, nor pending, nor without a sheet to be judged by. */
  readonly leftOver: number
  /** Which ones those are; only known where no row is anonymous. */
  readonly leftOverRows: readonly CertificateRow[]
  readonly unjudged: readonly CertificateRow[]
}

export function centreDayOf(situation: Situation, { centreId, date }: Place): CentreDay {
  const { asOf } = situation
  const policy = policyOf(situation.policy, centreId)
  const here = isOf({ centreId, date })
  const taken = [...situation.claims, ...situation.pairs].filter(({ token }) => here(token))
  const claimed = new Set(taken.map(({ token }) => token))
  const paired = new Set(situation.pairs.map(({ certificate }) => certificate))
  const sheet = situation.sheets.find(({ leg }) => here(leg))
  const cutOff = cutOffOf(date, policy)
  const keptTokens = situation.keptTokens.filter(here)
  const counting = situation.counting.filter(here)
  const repeatedCertificates = situation.repeatedCertificates.filter(({ row }) => here(row))
  const claims = situation.claims.filter(({ certificate }) => here(certificate))
  const entered = situation.entered.filter(here)
  const unexplained = entered.filter((row) => !paired.has(row))
  const cutOffPassed = asOf === null || asOf >= cutOff
  const besideAnonymous = hasAnonymousRow(sheet, counting)
  const completeUntil = sheet === undefined || cutOffPassed ? null : watermarkOf(sheet, policy)
  const waitingFrom = sheet?.leg.final ? null : completeUntil
  const late = ({ issuedAt }: CertificateRow): boolean =>
    waitingFrom !== null && issuedAt !== null && issuedAt > waitingFrom
  const pending = besideAnonymous
    ? Math.min(unexplained.length, entered.filter(late).length)
    : unexplained.filter(late).length
  const isJudged = sheet !== undefined
  return {
    ...{
      centreId,
      date,
      policy,
      sheet,
      waitingFrom,
      completeUntil,
      cutOff,
      cutOffPassed,
      keptTokens,
      counting,
    },
    ...{ repeatedCertificates, claims, taken, entered, unexplained, besideAnonymous, pending },
    onRecord: situation.onRecord.filter(here),
    repeatedTokens: situation.repeatedTokens.filter(({ row }) => here(row)),
    forDeferred: claims.filter(({ token }) => here(token) && token.row.outcome !== 'vaccinated'),
    absorbed: entered.filter((row) => paired.has(row)),
    unclaimed: keptTokens.filter((token) => token.row.outcome === 'vaccinated' && !claimed.has(token)),
    anyTokenClaimed: keptTokens.some((token) => claimed.has(token)),
    leftOver: isJudged ? unexplained.length - pending : 0,
    leftOverRows: isJudged && !besideAnonymous ? unexplained.filter((row) => !late(row)) : [],
    unjudged: isJudged ? [] : [...unexplained, ...repeatedCertificates.map(({ row }) => row)],
  }
}

/**
 * "Beside anonymous rows": a token of any outcome or a counting certificate has no ref, or the sheet is a
 * totals sheet with at least one token.
 */
function hasAnonymousRow(sheet: Sheet | undefined, counting: readonly CertificateRow[]): boolean {
  if (counting.some((row) => row.ref === '')) return true
  if (sheet === undefined) return false
  if (sheet.leg.sheet.kind === 'totals') return sheet.leg.sheet.issued > 0
  return sheet.tokens.some((token) => token.row.ref === '')
}

/** "Its latest `issued_at`, else its upload time", of a sheet that is not final; else the end of its day. */
function watermarkOf({ leg, tokens }: Sheet, { timeZone }: Policy): Instant {
  if (leg.final) return instantAt(addDays(leg.date, 1), '00:00', timeZone)
  const times = tokens.map((token) => token.row.issuedAt).filter((time) => time !== null)
  return times.length > 0 ? Math.max(...times) : leg.uploadedAt
}

/** What a centre has of its own stands in place of the district's, whole. */
function policyOf(policy: Policy, centreId: string): Policy {
  const own = Object.entries(policy.centres).find(([centre]) => centre === centreId)
  return { ...policy, ...own?.[1] }
}
