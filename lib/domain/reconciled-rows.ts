import { type Asked, isPastCutOff, seenUntilOf, waitsFrom } from './asked.ts'
import {
  type CentreDay,
  type Certificate,
  compareInstants,
  type MatchKind,
  type Token,
} from './centre-day.ts'
import { compareIds, compareText } from './ids.ts'
import { match } from './matching/match.ts'
import { compareDoses } from './matching/order.ts'
import { gatherDoubtful } from './packed/gather-doubtful.ts'
import type { Policy } from './policy.ts'
import type { CertificateRow, District, IsoDate, TokenRow } from './rows.ts'
import { tally } from './tally.ts'

/**
 * What became of a row, those that need a look first. `left-over-by-count`: beside rows without a ref, where which of
 * the certificates lack a token cannot be told. `no-certificate-yet`: the centre-day still waits. `sent-away`:
 * deferred or left, as it should be without a certificate.
 */
export const FATES = [
  'left-over',
  'left-over-by-count',
  'for-sent-away',
  'repeated-certificate',
  'unjudged',
  'pending',
  'no-certificate',
  'no-certificate-yet',
  'repeated-token',
  'matched',
  'sent-away',
] as const
export type Fate = (typeof FATES)[number]

/** A certificate with the token that it claims, or one of them alone. */
export interface ReconciledRow {
  readonly fate: Fate
  /** Null where nothing was claimed. */
  readonly kind: MatchKind | null
  /** A centre-day asked for: that of the certificate, else of the token. */
  readonly date: IsoDate
  readonly centreId: string
  readonly certificate: CertificateRow | null
  readonly token: TokenRow | null
  /** Where the other half of a match stands, null where it is the same centre-day or there is none. */
  readonly otherHalf: Place | null
}

export interface Place {
  readonly date: IsoDate
  readonly centreId: string
}

/**
 * Every certificate that counts and every line of a register of the days asked for, each once: by date, centre id,
 * time (missing last), then id. A match stands under its certificate where that is of a day asked for, else under its
 * token. The tokens of a totals sheet have no line.
 */
export function* rowsOf(district: District, asked: Asked, policy: Policy): Generator<ReconciledRow> {
  const { from, to } = asked
  const gathered = gatherDoubtful(district, seenUntilOf(asked))
  match(gathered, policy.lookBackDays)
  const dates = [...gathered.byDate.keys()].filter((date) => isAsked(date, asked))
  for (const date of dates.sort(compareText)) {
    const pastCutOff = isPastCutOff(date, asked, policy)
    const centreDays = [...gathered.byDate.get(date)!.values()]
    for (const centreDay of centreDays.sort((a, b) => compareIds(a.centreId, b.centreId))) {
      yield* rowsOfCentreDay(centreDay, pastCutOff, { from, to }, policy)
    }
  }
}

type Days = Pick<Asked, 'from' | 'to'>

const isAsked = (date: IsoDate, { from, to }: Days): boolean => from <= date && date <= to

function rowsOfCentreDay(
  centreDay: CentreDay,
  pastCutOff: boolean,
  days: Days,
  policy: Policy,
): ReconciledRow[] {
  const fateOf = fatesOf(centreDay, waitsFrom(centreDay, pastCutOff, policy))
  const rows: ReconciledRow[] = []
  for (const certificate of centreDay.everyCertificate()) {
    const claimed = certificate.match?.token ?? null
    rows.push(toRow(fateOf(certificate), certificate, claimed, certificate, claimed))
  }
  for (const token of centreDay.everyToken()) {
    const { match: claimed } = token
    const certificate = claimed?.certificate ?? null
    if (certificate && isAsked(certificate.centreDay.date, days)) continue
    rows.push(toRow(fateOfToken(token, pastCutOff), certificate, token, token, certificate))
  }
  return rows.sort(byTimeThenId)
}

/** `waitingFrom` is that of the tally, which says how many are pending. */
function fatesOf(centreDay: CentreDay, waitingFrom: number | null): (certificate: Certificate) => Fate {
  const tallied = tally(centreDay, waitingFrom)
  const leftOver = new Set(tallied.withoutToken)
  const pending = tallied.besideAnonymousRows ? new Set(latest(tallied.entered, tallied.pending)) : null
  return (certificate) => {
    const { repeatOf, match: claimed } = certificate
    if (claimed) return fateOfMatch(claimed.kind, claimed.token)
    if (!centreDay.tokenLeg) return 'unjudged'
    if (repeatOf) return 'repeated-certificate'
    if (pending) return pending.has(certificate) ? 'pending' : 'left-over-by-count'
    return leftOver.has(certificate) ? 'left-over' : 'pending'
  }
}

/** Of the certificates that pass 6 left unpaired those issued last: they are the ones that may still be explained. */
function latest(entered: readonly Certificate[], count: number): readonly Certificate[] {
  const unpaired = entered.filter(({ match: claimed }) => !claimed)
  const order = (a: Certificate, b: Certificate): number =>
    (b.row.issuedAt ?? Number.NEGATIVE_INFINITY) - (a.row.issuedAt ?? Number.NEGATIVE_INFINITY) ||
    compareIds(b.row.certificateId, a.row.certificateId)
  return count === 0 ? [] : unpaired.sort(order).slice(0, count)
}

function fateOfToken({ row, repeatOf, match: claimed }: Token, pastCutOff: boolean): Fate {
  if (repeatOf) return 'repeated-token'
  if (claimed) return fateOfMatch(claimed.kind, claimed.token)
  if (row.outcome !== 'vaccinated') return 'sent-away'
  return pastCutOff ? 'no-certificate' : 'no-certificate-yet'
}

/** A token deferred or left may be claimed innocently on a later day, and nameless ones are vaccinated. */
function fateOfMatch(kind: MatchKind, token: Token | null): Fate {
  if (kind === 'late' || kind === 'anonymous') return 'matched'
  return token?.row.outcome === 'vaccinated' ? 'matched' : 'for-sent-away'
}

function toRow(
  fate: Fate,
  certificate: Certificate | null,
  token: Token | null,
  own: Certificate | Token,
  other: Certificate | Token | null,
): ReconciledRow {
  const { date, centreId } = own.centreDay
  const isApart = other !== null && other.centreDay !== own.centreDay
  return {
    ...{ fate, date, centreId },
    kind: own.match?.kind ?? null,
    certificate: certificate?.row ?? null,
    token: token?.row ?? null,
    otherHalf: isApart ? { date: other.centreDay.date, centreId: other.centreDay.centreId } : null,
  }
}

function byTimeThenId(a: ReconciledRow, b: ReconciledRow): number {
  return compareInstants(timeOf(a), timeOf(b)) || compareIds(idOf(a), idOf(b)) || compareLines(a, b)
}

/** Certificates differ by their id; lines of a register may share a number, and must not stand as they came. */
function compareLines({ token: a, fate }: ReconciledRow, { token: b, fate: other }: ReconciledRow): number {
  if (!a || !b) return Number(!a) - Number(!b)
  return (
    compareText(a.ref, b.ref) ||
    compareDoses(a.dose, b.dose) ||
    compareText(a.outcome, b.outcome) ||
    FATES.indexOf(fate) - FATES.indexOf(other) ||
    (a.raisedAt ?? 0) - (b.raisedAt ?? 0)
  )
}

const timeOf = ({ certificate, token }: ReconciledRow) => (certificate ?? token)!.issuedAt
const idOf = ({ certificate, token }: ReconciledRow) => certificate?.certificateId ?? token!.tokenNo
