import { type CentreDay, type Certificate, isBesideAnonymousRows, type Token } from './centre-day.ts'
import type { Instant } from './rows.ts'

/** What became of the rows of a centre-day. */
export interface Tally {
  /** How many certificates claimed a vaccinated token by passes 1 to 5, or an earlier deferred one by pass 3. */
  readonly matched: number
  /** Certificates that claim a token of their own day that was deferred or left. */
  readonly forSentAway: readonly Certificate[]
  /** Certificates set aside because another one of the same ref, dose and date is kept. */
  readonly repeats: readonly Certificate[]
  /** Certificates paired by pass 6. */
  readonly absorbed: readonly Certificate[]
  /** Certificates that nothing can be said of, as there is no token leg: unpaired ones and repeats. */
  readonly unjudged: readonly Certificate[]
  readonly besideAnonymousRows: boolean
  /** Beside anonymous rows every certificate that entered pass 6: which of them lack a token cannot be told. */
  readonly entered: readonly Certificate[]
  /** Elsewhere the certificates left over, one by one. */
  readonly withoutToken: readonly Certificate[]
  /** How many are left over after all passes, repeats and pending ones aside. */
  readonly leftOver: number
  /** Surplus or unjudged; one that entered pass 6 is explained when nothing was left over there. */
  isUnexplained(certificate: Certificate): boolean
  /** How many are unpaired and not yet anyone's fault. */
  readonly pending: number
  /** Vaccinated tokens with a line of their own that no certificate claims or pairs with. */
  readonly unpairedTokens: readonly Token[]
}

/**
 * `waitingFrom` is the watermark of a token leg that is neither final nor past cut-off, null for any other leg:
 * unpaired certificates that were issued after it are pending. Beside anonymous rows those are at most as many as
 * entered pass 6 after it.
 */
export function tally(centreDay: CentreDay, waitingFrom: Instant | null): Tally {
  const sorted = sortOut(centreDay.certificates)
  const { repeats, absorbed, forSentAway } = sorted
  const besideAnonymousRows = isBesideAnonymousRows(centreDay)
  const { entered, withoutToken, leftOver, pending, unjudged } = whatIsLeft(
    centreDay,
    sorted,
    besideAnonymousRows,
    waitingFrom,
  )
  let unexplained: ReadonlySet<Certificate> | null = null
  const tallied: Tally = {
    matched: sorted.matched + centreDay.beyondDoubt.pairs,
    forSentAway,
    repeats,
    absorbed,
    unjudged,
    besideAnonymousRows,
    entered,
    withoutToken,
    leftOver,
    isUnexplained(certificate) {
      unexplained ??= unexplainedOf(tallied)
      return unexplained.has(certificate)
    },
    pending,
    unpairedTokens: centreDay.tokens.filter(isUnpaired),
  }
  return tallied
}

type Sorted = ReturnType<typeof sortOut>
type Left = Pick<Tally, 'entered' | 'withoutToken' | 'leftOver' | 'pending' | 'unjudged'>

const NOTHING_LEFT: Left = { entered: [], withoutToken: [], leftOver: 0, pending: 0, unjudged: [] }

function whatIsLeft(
  { tokenLeg }: CentreDay,
  { unpaired, repeats, absorbed }: Sorted,
  besideAnonymousRows: boolean,
  waitingFrom: Instant | null,
): Left {
  if (!tokenLeg) return { ...NOTHING_LEFT, unjudged: [...unpaired, ...repeats] }
  const isAwaited = ({ row }: Certificate): boolean =>
    waitingFrom !== null && row.issuedAt !== null && row.issuedAt > waitingFrom
  if (besideAnonymousRows) {
    const entered = [...absorbed, ...unpaired]
    const pending = Math.min(unpaired.length, entered.filter(isAwaited).length)
    return { ...NOTHING_LEFT, entered, pending, leftOver: unpaired.length - pending }
  }
  if (unpaired.length === 0) return NOTHING_LEFT
  const withoutToken = unpaired.filter((certificate) => !isAwaited(certificate))
  const leftOver = withoutToken.length
  return { ...NOTHING_LEFT, withoutToken, leftOver, pending: unpaired.length - leftOver }
}

function unexplainedOf(tallied: Tally): ReadonlySet<Certificate> {
  const { repeats, forSentAway, withoutToken, unjudged, entered, leftOver } = tallied
  return new Set([
    ...[...repeats, ...forSentAway, ...withoutToken, ...unjudged],
    ...(leftOver > 0 ? entered : []),
  ])
}

function sortOut(certificates: readonly Certificate[]) {
  const repeats: Certificate[] = []
  const unpaired: Certificate[] = []
  const absorbed: Certificate[] = []
  const forSentAway: Certificate[] = []
  let matched = 0
  for (const certificate of certificates) {
    const { match } = certificate
    if (certificate.repeatOf) repeats.push(certificate)
    else if (!match) unpaired.push(certificate)
    else if (match.kind === 'anonymous') absorbed.push(certificate)
    else if (match.kind === 'late' || match.token?.row.outcome === 'vaccinated') matched++
    else forSentAway.push(certificate)
  }
  return { repeats, unpaired, absorbed, forSentAway, matched }
}

function isUnpaired({ row, repeatOf, match }: Token): boolean {
  return row.outcome === 'vaccinated' && !repeatOf && !match
}
