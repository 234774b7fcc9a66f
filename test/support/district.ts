import { addDays, instantAt } from '../../lib/domain/calendar.ts'
import { DEFAULT_POLICY, type Policy } from '../../lib/domain/policy.ts'
import type {
  BookingLeg,
  BookingRow,
  Centre,
  CertificateLeg,
  CertificateRow,
  District,
  Instant,
  IsoDate,
  StockLeg,
  StockRow,
  TokenLeg,
  TokenRow,
  TokenSheet,
} from '../../lib/domain/rows.ts'

/** Builders of districts: each gives a plain row or leg, and takes what the example is about. */

/** The Saturday that the project began with. */
export const SATURDAY: IsoDate = '2021-08-28'
/** The days before and after it, as in the contract's D-1 and D+1. */
export const FRIDAY = addDays(SATURDAY, -1)
export const SUNDAY = addDays(SATURDAY, 1)
export const CENTRE = 'DKMM'

/** `at('10:30')` is that time of Saturday on the district's clock; another day may be named. */
export function at(time: string, date: IsoDate = SATURDAY): Instant {
  return instantAt(date, time, DEFAULT_POLICY.timeZone)
}

/** The 14 digits of the n-th beneficiary; no two of them are one slip apart. */
export function ref(n: number): string {
  return `4${String(n).padStart(6, '0')}0${String(n).padStart(6, '0')}`
}

export function token(overrides: Partial<TokenRow> = {}): TokenRow {
  return {
    tokenNo: '1',
    ref: ref(1),
    dose: 1,
    vaccine: 'COVISHIELD',
    issuedAt: at('10:00'),
    outcome: 'vaccinated',
    ...overrides,
  }
}

export function certificate(overrides: Partial<CertificateRow> = {}): CertificateRow {
  return {
    certificateId: 'C1',
    centreId: CENTRE,
    date: SATURDAY,
    ref: ref(1),
    dose: 1,
    vaccine: 'COVISHIELD',
    batch: '4121Z045',
    issuedAt: at('10:05'),
    issuedBy: 'amc-admin',
    status: 'issued',
    received: 1,
    ...overrides,
  }
}

const MINUTE = 60_000

/** Tokens of `count` people, the first of them number `from`, a minute apart: number 1 at 09:00. */
export function tokenRun(count: number, from = 1, overrides: Partial<TokenRow> = {}): TokenRow[] {
  return numbersFrom(from, count).map((n) =>
    token({ tokenNo: String(n), ref: ref(n), issuedAt: at('09:00') + (n - 1) * MINUTE, ...overrides }),
  )
}

/** Their certificates, five minutes after each token: `C0001` at 09:05. */
export function certificateRun(
  count: number,
  from = 1,
  overrides: Partial<CertificateRow> = {},
): CertificateRow[] {
  return numbersFrom(from, count).map((n) =>
    certificate({
      certificateId: `C${String(n).padStart(4, '0')}`,
      ref: ref(n),
      issuedAt: at('09:05') + (n - 1) * MINUTE,
      ...overrides,
    }),
  )
}

const numbersFrom = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i)

type LegOverrides = Partial<Omit<TokenLeg, 'sheet'>>

/** A register of Saturday at DKMM, marked final. */
export function register(rows: readonly TokenRow[], overrides: LegOverrides = {}): TokenLeg {
  return { ...legDefaults(), ...overrides, sheet: { kind: 'register', rows } }
}

type Totals = Extract<TokenSheet, { readonly kind: 'totals' }>

/** A sheet of totals; `totals({ issued: 40 })` vaccinated all of them. */
export function totals(
  given: Pick<Totals, 'issued'> & Partial<Omit<Totals, 'kind'>>,
  overrides: LegOverrides = {},
): TokenLeg {
  return { ...legDefaults(), ...overrides, sheet: { kind: 'totals', deferred: 0, left: 0, ...given } }
}

function legDefaults(): Omit<TokenLeg, 'sheet'> {
  return { centreId: CENTRE, date: SATURDAY, final: true, uploadedAt: at('18:00') }
}

export function booking(overrides: Partial<BookingRow> = {}): BookingRow {
  return { ref: ref(1), dose: 1, slot: '09:00', status: 'booked', ...overrides }
}

export function bookings(
  rows: readonly BookingRow[],
  overrides: Partial<Omit<BookingLeg, 'rows'>> = {},
): BookingLeg {
  return { centreId: CENTRE, date: SATURDAY, ...overrides, rows }
}

export function vials(overrides: Partial<StockRow> = {}): StockRow {
  return {
    vialsOpened: 1,
    vaccine: 'COVISHIELD',
    batch: '4121Z045',
    dosesPerVial: 10,
    dosesWasted: 0,
    ...overrides,
  }
}

export function stock(rows: readonly StockRow[], overrides: Partial<Omit<StockLeg, 'rows'>> = {}): StockLeg {
  return { centreId: CENTRE, date: SATURDAY, ...overrides, rows }
}

export function centre(overrides: Partial<Centre> = {}): Centre {
  return {
    centreId: CENTRE,
    name: 'Sample centre',
    block: 'City',
    opens: 540,
    closes: 1020,
    status: 'active',
    suspendedAt: null,
    ...overrides,
  }
}

/** `certificates` are given as rows, in any order; each goes into the leg of its own centre and date. */
export interface DistrictParts {
  readonly tokens?: readonly TokenLeg[]
  readonly certificates?: readonly CertificateRow[]
  readonly bookings?: readonly BookingLeg[]
  readonly stock?: readonly StockLeg[]
  readonly centres?: readonly Centre[] | null
}

export function district(parts: DistrictParts = {}): District {
  const { tokens = [], certificates = [], bookings = [], stock = [], centres = null } = parts
  return {
    tokens,
    certificates: certificateLegs(certificates),
    bookings,
    stock,
    centres: centres && new Map(centres.map((one) => [one.centreId, one])),
  }
}

/** One leg for each centre and date that a row names. */
export function certificateLegs(rows: readonly CertificateRow[]): CertificateLeg[] {
  const legs = new Map<string, CertificateRow[]>()
  for (const row of rows) {
    const key = `${row.date} ${row.centreId}`
    const leg = legs.get(key)
    if (leg) leg.push(row)
    else legs.set(key, [row])
  }
  return [...legs.values()].map((legRows) => {
    const { centreId, date } = legRows[0]!
    return { centreId, date, rows: legRows }
  })
}

/** The default policy with some of it changed. */
export function policy(
  overrides: Partial<Omit<Policy, 'suspension'>> & { suspension?: Partial<Policy['suspension']> } = {},
): Policy {
  const suspension = { ...DEFAULT_POLICY.suspension, ...overrides.suspension }
  return { ...DEFAULT_POLICY, ...overrides, suspension }
}
