import { addDays } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type { CertificateRow } from '../../../lib/domain/rows.ts'
import { type Cost, largestMatching, type Pair } from './largest-matching.ts'
import type { Token } from './seen.ts'
import { alignmentDistance } from './slip.ts'

/** Passes 1 to 5 of CONTRACT section 3, as one list of steps, each done before the next begins. */

export type Kind = 'exact' | 'dose-mismatch' | 'late' | 'elsewhere' | 'transcription'

export interface Claim extends Pair {
  readonly kind: Kind
  /** The step that made it, as `steps` names it. */
  readonly step: string
}

type Test = (certificate: CertificateRow, token: Token) => boolean

export interface Step {
  readonly name: string
  readonly kind: Kind
  readonly mayPair: Test
  readonly cost?: Cost
}

const MINUTE = 60_000
const UNKNOWN = 1440 * MINUTE

const vaccinated: Test = (_, token) => token.row.outcome === 'vaccinated'
const sentAway: Test = (_, token) => token.row.outcome !== 'vaccinated'
const sameCentre: Test = (certificate, token) => certificate.centreId === token.centreId
const anotherCentre: Test = (certificate, token) => certificate.centreId !== token.centreId
const sameDate: Test = (certificate, token) => certificate.date === token.date
const daysEarlier =
  (days: number): Test =>
  (certificate, token) =>
    token.date === addDays(certificate.date, -days)
/** "An empty ref equals nothing, in any pass or rule." */
const sameRef: Test = (certificate, token) => certificate.ref !== '' && certificate.ref === token.row.ref
const refSlipped: Test = (certificate, token) =>
  certificate.ref !== '' && token.row.ref !== '' && alignmentDistance(certificate.ref, token.row.ref) === 1
const doseMissing: Test = (certificate, token) => certificate.dose === null || token.row.dose === null
const sameDose: Test = (certificate, token) =>
  certificate.dose !== null && certificate.dose === token.row.dose
const doseDiffers: Test = (certificate, token) =>
  !doseMissing(certificate, token) && !sameDose(certificate, token)
const doseAgrees: Test = (certificate, token) => !doseDiffers(certificate, token)

const all =
  (...tests: readonly Test[]): Test =>
  (certificate, token) =>
    tests.every((test) => test(certificate, token))

/** In milliseconds; minutes are not rounded. */
const timeApart: Cost = (certificate, token) =>
  certificate.issuedAt === null || token.row.issuedAt === null
    ? UNKNOWN
    : Math.abs(certificate.issuedAt - token.row.issuedAt)

const ownDay = all(sameCentre, sameDate)

/** Every step in its turn. */
export function steps(policy: Policy): Step[] {
  return [
    // 1. "same centre, date, ref and dose; then the same with the dose missing on one side or both. Both
    // for vaccinated tokens first, then for deferred or left ones"
    { name: 'exact, vaccinated', kind: 'exact', mayPair: all(ownDay, sameRef, sameDose, vaccinated) },
    {
      name: 'dose missing, vaccinated',
      kind: 'exact',
      mayPair: all(ownDay, sameRef, doseMissing, vaccinated),
    },
    { name: 'exact, sent away', kind: 'exact', mayPair: all(ownDay, sameRef, sameDose, sentAway) },
    { name: 'dose missing, sent away', kind: 'exact', mayPair: all(ownDay, sameRef, doseMissing, sentAway) },
    // 2. "same centre, date and ref, doses differ; vaccinated tokens first here too"
    {
      name: 'dose differs, vaccinated',
      kind: 'dose-mismatch',
      mayPair: all(ownDay, sameRef, doseDiffers, vaccinated),
    },
    {
      name: 'dose differs, sent away',
      kind: 'dose-mismatch',
      mayPair: all(ownDay, sameRef, doseDiffers, sentAway),
    },
    // 3. "the token is of D-1..D-L [...] all claims one day apart over all dates first, then two days"
    ...Array.from({ length: policy.lookBackDays }, (_, day) => lateSteps(day + 1)).flat(),
    // 4. "same date, ref and dose (or one missing), another centre"
    {
      name: 'elsewhere',
      kind: 'elsewhere',
      mayPair: all(sameDate, anotherCentre, sameRef, doseAgrees, vaccinated),
    },
    // 5. "same centre, date and dose (or one missing); refs at distance 1 [...] the least total minutes"
    {
      name: 'transcription',
      kind: 'transcription',
      mayPair: all(ownDay, doseAgrees, vaccinated, refSlipped),
      cost: timeApart,
    },
  ]
}

/** "A `deferred` or `left` token of an earlier day may be claimed here too, after every vaccinated one." */
function lateSteps(days: number): Step[] {
  const late = all(sameCentre, sameRef, doseAgrees, daysEarlier(days))
  return [
    { name: `${days} late, vaccinated`, kind: 'late', mayPair: all(late, vaccinated) },
    { name: `${days} late, sent away`, kind: 'late', mayPair: all(late, sentAway) },
  ]
}

/** What passes 1 to 5 claim of the rows that are kept, over every centre and date at hand. */
export function claimTokens(
  certificates: readonly CertificateRow[],
  tokens: readonly Token[],
  policy: Policy,
): Claim[] {
  const claims: Claim[] = []
  for (const { name, kind, mayPair, cost } of steps(policy)) {
    const claimants = new Set(claims.map(({ certificate }) => certificate))
    const claimed = new Set(claims.map(({ token }) => token))
    const free = certificates.filter((row) => !claimants.has(row))
    const unclaimed = tokens.filter((token) => !claimed.has(token))
    const pairs = largestMatching(free, unclaimed, mayPair, cost)
    claims.push(...pairs.map((pair) => ({ kind, step: name, ...pair })))
  }
  return claims
}
