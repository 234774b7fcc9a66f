import type { Rule } from '../../domain/report.ts'
import type { DraftCertificate, DraftDay, DraftToken, SheetKind } from '../draft.ts'

/**
 * What the records can show of a fraud: `rows` each fake certificate, `count` how many there are and not which,
 * `trend` that something is wrong over weeks, `none` nothing at all; `innocent` is no fraud and must stay unharmed.
 */
export type Visibility = 'rows' | 'count' | 'trend' | 'none' | 'innocent'

/**
 * What its rows are seen by: `refs` by matching them, so that beside rows without one only the number is left; `lines` by
 * what a register says of each person; `nothing` by records that are there whatever sheet is sent.
 */
type Need = 'refs' | 'lines' | 'nothing'

/** One way to come by certificates, as somebody would do it who does not want to be found. */
export interface Fraud {
  /** Days that it goes on. */
  readonly lasts: number
  /** The earliest day that it begins on, where there are days enough. */
  readonly begins: number
  /** Only a centre that is open on most days has history enough. */
  readonly needsHistory?: boolean
  /** The people whom the centre sees on an ordinary day, at least, where there is such a centre. */
  readonly leastVisits: number
  /** Whether the centre holds a session on its n-th day, from 0. */
  session(nth: number): boolean
  /** What kind of sheet the centre sends on these days; left out: as ever. */
  readonly sheet?: SheetKind
  /** The centre sends totals all along. */
  readonly sendsTotals?: boolean
  /** The centre is stopped on the first day. */
  readonly suspends?: boolean
  /** Share of the centre's visits that nobody ever certifies, all along. */
  readonly shortfall?: number
  readonly visible: Visibility
  /** Earlier versions of a sheet show it, and files, which hold the last one alone, nothing. */
  readonly needsVersions?: boolean
  /** The rules that show it. */
  readonly by: readonly Rule[]
  readonly needs: Need
  /** Why it can be seen, or cannot. */
  readonly because: string
  /** Does it to a day, the n-th of its days; mess has been at work there before. */
  commit(draft: DraftDay, nth: number): Committed
}

/** The rows that are fake, or in an innocent case none. */
export interface Committed {
  readonly certificates: readonly DraftCertificate[]
  /** Tokens that lie: invented ones, and those of people who never came, were sent home or got no dose. */
  readonly tokens: readonly DraftToken[]
}

/** What most of them have in common: one day with a session, at a centre of a fair size. */
export const ORDINARY = {
  lasts: 1,
  begins: 0,
  leastVisits: 25,
  session: () => true,
  visible: 'rows',
  needs: 'refs',
} as const satisfies Partial<Fraud>

export const onlyCertificates = (certificates: readonly DraftCertificate[]): Committed => ({
  certificates,
  tokens: [],
})
