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
  const { unpaired, ...sorted } = sortOut(centreDay.certificates)
  const besideAnonymousRows = isBesideAnonymousRows(centreDay)
  const common = { ...sorted, besideAnonymousRows, unpairedTokens: centreDay.tokens.filter(isUnpaired) }
  const none = { entered: [], withoutToken: [], leftOver: 0, pending: 0, unjudged: [] }
  if (!centreDay.tokenLeg) return { ...common, ...none, unjudged: [...unpaired, ...sorted.repeats] }

  const isAwaited = ({ row }: Certificate): boolean =>
    waitingFrom !== null && row.issuedAt !== null && row.issuedAt > waitingFrom
  if (besideAnonymousRows) {
    const entered = [...sorted.absorbed, ...unpaired]
    const pending = Math.min(unpaired.length, entered.filter(isAwaited).length)
    return { ...common, ...none, entered, pending, leftOver: unpaired.length - pending }
  }
  const withoutToken = unpaired.filter((certificate) => !isAwaited(certificate))
  const leftOver = withoutToken.length
  return { ...common, ...none, withoutToken, leftOver, pending: unpaired.length - leftOver }
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
