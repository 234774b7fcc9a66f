import type {
  BookingRow,
  CertificateRow,
  Instant,
  IsoDate,
  StockRow,
  TokenLeg,
  TokenOutcome,
  TokenRow,
  TotalsSheet,
} from './rows.ts'

/**
 * The working form of one reconciliation. Rows are wrapped so that what becomes of them (`repeatOf`, `match`) can be
 * noted beside them: those two fields and `unnumbered` are written by `matching/` alone, the rest never changes
 * once gathered.
 */

export type MatchKind = 'exact' | 'dose-mismatch' | 'late' | 'elsewhere' | 'transcription' | 'anonymous'

/** One token claimed by one certificate. `token` is null for one of a totals sheet, which has no line of its own. */
export interface Match {
  readonly kind: MatchKind
  readonly certificate: Certificate
  readonly token: Token | null
}

export interface Token {
  readonly row: TokenRow
  readonly centreDay: CentreDay
  /** The token that is kept in its place, null where this one is kept. */
  repeatOf: Token | null
  match: Match | null
}

export interface Certificate {
  readonly row: CertificateRow
  readonly centreDay: CentreDay
  /** The certificate that is kept in its place, null where this one is kept. */
  repeatOf: Certificate | null
  match: Match | null
}

/**
 * Pairs of a centre-day whose match is beyond doubt: an exact one, with no other row that could claim either side. They
 * are counted, and made into rows only for whoever asks for every one.
 */
export interface BeyondDoubt {
  readonly pairs: number
  readonly times: TimesOfPairs
  tokens(): readonly Token[]
  certificates(): readonly Certificate[]
  /** When they were issued, token and certificate of a pair at the same place; NaN where that is not known. */
  tokenTimes(): Float64Array
  /** Keys of the token numbers: equal for equal numbers, and for few others. */
  tokenNumbers(): Uint32Array
  certificateTimes(): Float64Array
}

/** By which rules find that an ordinary day keeps them, without going through its times. */
export interface TimesOfPairs {
  /** The earliest and the latest certificate whose time is known; Infinity and -Infinity where there is none. */
  readonly firstIssued: Instant
  readonly lastIssued: Instant
  /** The latest token, likewise. */
  readonly lastGiven: Instant
  /** Pairs whose certificate is earlier than its token. */
  readonly ahead: number
  /** No certificate is earlier than the one before it, and every time is known. */
  readonly inOrder: boolean
}

/** One centre on one session date with those of its rows that are seen: the unit that is reconciled. */
export interface CentreDay {
  readonly centreId: string
  readonly date: IsoDate
  /** Days since 1970-01-01, for counting days apart. */
  readonly day: number
  tokenLeg: TokenLeg | null
  beyondDoubt: BeyondDoubt
  /** The other lines of the register, repeats included. */
  tokens: Token[]
  /** Token numbers are known to rise from line to line: then none comes twice. */
  numbersRise: boolean
  /** Vaccinated tokens of a totals sheet that no certificate has paired with. */
  unnumbered: number
  /** The other certificates that count: neither revoked nor superseded. Repeats included. */
  readonly certificates: Certificate[]
  /** All lines of the register that are seen; in any order. */
  everyToken(): readonly Token[]
  /** All certificates that count; in any order. */
  everyCertificate(): readonly Certificate[]
  /** Whether any certificate row is on record, a revoked or superseded one too. */
  onCertificateRecord: boolean
  bookings: readonly BookingRow[] | null
  stock: readonly StockRow[] | null
}

/** A centre-day of which nothing is known yet. */
export function newCentreDay(centreId: string, date: IsoDate): CentreDay {
  // Asked for by rules only, when all rows are gathered.
  let tokens: readonly Token[] | null = null
  let certificates: readonly Certificate[] | null = null
  return {
    centreId,
    date,
    day: Date.parse(date) / DAY,
    beyondDoubt: NOTHING,
    tokenLeg: null,
    tokens: [],
    numbersRise: false,
    unnumbered: 0,
    certificates: [],
    onCertificateRecord: false,
    bookings: null,
    stock: null,
    everyToken() {
      if (this.beyondDoubt.pairs === 0) return this.tokens
      tokens ??= [...this.beyondDoubt.tokens(), ...this.tokens]
      return tokens
    },
    everyCertificate() {
      if (this.beyondDoubt.pairs === 0) return this.certificates
      certificates ??= [...this.beyondDoubt.certificates(), ...this.certificates]
      return certificates
    },
  }
}

const DAY = 86_400_000
const NO_TIMES = new Float64Array()
const NOTHING: BeyondDoubt = {
  pairs: 0,
  times: {
    firstIssued: Number.POSITIVE_INFINITY,
    lastIssued: Number.NEGATIVE_INFINITY,
    lastGiven: Number.NEGATIVE_INFINITY,
    ahead: 0,
    inOrder: true,
  },
  tokens: () => [],
  certificates: () => [],
  tokenTimes: () => NO_TIMES,
  tokenNumbers: () => new Uint32Array(),
  certificateTimes: () => NO_TIMES,
}

/** Whether a row stands in any leg; a centre-day without one is not listed. */
export function hasRows(centreDay: CentreDay): boolean {
  return (
    centreDay.tokens.length > 0 ||
    centreDay.beyondDoubt.pairs > 0 ||
    centreDay.tokenLeg?.sheet.kind === 'totals' ||
    centreDay.onCertificateRecord ||
    Boolean(centreDay.bookings?.length || centreDay.stock?.length)
  )
}

/** Of a sheet that states totals. */
export function vaccinatedOf({ issued, deferred, left }: TotalsSheet): number {
  return Math.max(0, issued - deferred - left)
}

/** Tokens given out by outcome, repeats aside; null without a token leg. */
export function tokensGiven(centreDay: CentreDay): Readonly<Record<TokenOutcome, number>> | null {
  if (!centreDay.tokenLeg) return null
  const { sheet } = centreDay.tokenLeg
  if (sheet.kind === 'totals') {
    const { deferred, left } = sheet
    return { vaccinated: vaccinatedOf(sheet), deferred, left }
  }
  const given = { vaccinated: centreDay.beyondDoubt.pairs, deferred: 0, left: 0 }
  for (const token of centreDay.tokens) if (!token.repeatOf) given[token.row.outcome]++
  return given
}

/** Whether any row has no ref, on either side: a totals sheet with at least one token is such rows only. */
export function isBesideAnonymousRows(centreDay: CentreDay): boolean {
  const sheet = centreDay.tokenLeg?.sheet
  return (
    (sheet?.kind === 'totals' && sheet.issued > 0) ||
    centreDay.tokens.some((token) => token.row.ref === '') ||
    centreDay.certificates.some((certificate) => certificate.row.ref === '')
  )
}

/** Orders instants, missing ones last. */
export function compareInstants(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : a - b
}
