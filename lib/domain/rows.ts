import type { CertificateBlock, TokenBlock } from './packed/blocks.ts'

/** What the legs of a centre-day are made of, once normalised. Instants are epoch milliseconds. */

export type Leg = 'bookings' | 'tokens' | 'stock' | 'certificates'
export type TokenOutcome = 'vaccinated' | 'deferred' | 'left'

/** `YYYY-MM-DD`, a calendar day of the district. */
export type IsoDate = string
/** Epoch milliseconds. */
export type Instant = number

/** One line of a centre's register. `ref` is `''` where the line has none: it then equals no other. */
export interface TokenRow {
  readonly tokenNo: string
  readonly ref: string
  readonly dose: number | null
  readonly vaccine: string
  readonly issuedAt: Instant | null
  readonly outcome: TokenOutcome
  /**
   * When a later version of the sheet added this line, or changed its ref, dose or outcome, behind what the version
   * before had said to be complete. Left out: the line came in its time.
   */
  readonly raisedAt?: Instant
}

/** A register names its tokens; a totals sheet only counts them. */
export type TokenSheet = { readonly kind: 'register'; readonly rows: readonly TokenRow[] } | TotalsSheet

export interface TotalsSheet {
  readonly kind: 'totals'
  readonly issued: number
  readonly deferred: number
  readonly left: number
  /** How many vaccinated tokens a later version added after a final one, and when. */
  readonly raised?: { readonly tokens: number; readonly at: Instant }
}

/** The token leg in force of one centre-day. */
export interface TokenLeg {
  readonly centreId: string
  readonly date: IsoDate
  readonly sheet: TokenSheet
  /** The centre has said that nothing more will come. */
  readonly final: boolean
  readonly uploadedAt: Instant
  /** How far versions up to this one had said to be complete: no later one takes that back. */
  readonly completeUntil?: Instant
  /** A version before this one carried refs. */
  readonly refsBefore?: boolean
}

/** One row of a certificate feed; `date` is the day it says the person was vaccinated on. */
export interface CertificateRow {
  readonly certificateId: string
  readonly centreId: string
  readonly date: IsoDate
  readonly ref: string
  readonly dose: number | null
  readonly vaccine: string
  readonly batch: string
  readonly issuedAt: Instant | null
  /** The account that issued it, `''` where the feed does not tell. */
  readonly issuedBy: string
  /** `omitted`: a later feed that states the whole truth left the row out; it stays on record and counts no more. */
  readonly status: 'issued' | 'revoked' | 'omitted'
  /** Sequence of the feed that brought, or omitted, the row: the later received wins a tie. */
  readonly received: number
}

/** The certificate leg of one centre-day: every row known, revoked ones included. */
export interface CertificateLeg {
  readonly centreId: string
  readonly date: IsoDate
  readonly rows: readonly CertificateRow[]
}

/** `omitted`: a later feed that states the whole truth left the row out. */
export interface BookingRow {
  readonly ref: string
  readonly dose: number | null
  readonly slot: string
  readonly status: 'booked' | 'cancelled' | 'omitted'
}

export interface BookingLeg {
  readonly centreId: string
  readonly date: IsoDate
  readonly rows: readonly BookingRow[]
}

export interface StockRow {
  readonly vialsOpened: number
  readonly vaccine: string
  readonly batch: string
  readonly dosesPerVial: number | null
  readonly dosesWasted: number
}

export interface StockLeg {
  readonly centreId: string
  readonly date: IsoDate
  readonly rows: readonly StockRow[]
}

/** A centre of the district's register. */
export interface Centre {
  readonly centreId: string
  readonly name: string
  readonly block: string
  /** Minutes after local midnight, null where unknown. */
  readonly opens: number | null
  readonly closes: number | null
  readonly status: 'active' | 'suspended'
  readonly suspendedAt: Instant | null
  /** Every time that it was suspended, where that is known better than by `status` and `suspendedAt`. */
  readonly suspensions?: readonly SuspensionPeriod[]
}

/** `from` null: all along; `until` null: still. */
export interface SuspensionPeriod {
  readonly from: Instant | null
  readonly until: Instant | null
}

/** All legs at hand of a district, over as many days as are known. */
export interface District {
  readonly tokens: readonly TokenLeg[]
  readonly certificates: readonly CertificateLeg[]
  readonly bookings: readonly BookingLeg[]
  readonly stock: readonly StockLeg[]
  /** Null: every centre that is named is known. */
  readonly centres: ReadonlyMap<string, Centre> | null
  /**
   * What is known of days by centre id, the oldest first, whatever rows of those days are at hand. Of days that are
   * not in it the rows tell.
   */
  readonly past?: ReadonlyMap<string, readonly PastDay[]>
  /** Further registers and certificates, as columns. */
  readonly blocks?: {
    readonly tokens: readonly TokenBlock[]
    readonly certificates: readonly CertificateBlock[]
  }
}

/** What a day of a centre tells the later ones, once its cut-off is past. */
export interface PastDay {
  readonly date: IsoDate
  /** Certificates that count; null where no feed holds the date. */
  readonly certificates: number | null
  /**
   * Certificates minus vaccinated tokens, `late` and `elsewhere` matches booked on their token's centre-day; null
   * where a leg is missing or the cut-off is not past.
   */
  readonly balance: number | null
  /** A critical or major finding other than `drift` stands. */
  readonly speaks: boolean
  /** Its token sheet is a register with at least one ref. */
  readonly carriesRefs: boolean
}
