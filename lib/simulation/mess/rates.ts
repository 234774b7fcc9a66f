/**
 * Kinds of honest mess and how common they are. `of` says what a rate is a share of. One visit has one kind of mess at
 * most, as rows that are wrong in two ways at once are `compound` alone.
 */
export const MESS = {
  'typing-slip': { rate: 0.01, of: 'visits', what: 'one digit of the ref wrong, added, dropped or swapped' },
  deferral: { rate: 0.02, of: 'visits', what: 'sent home; some are certified a day or two later' },
  leaver: { rate: 0.01, of: 'visits', what: 'left before the dose' },
  'late-backlog': { rate: 0.01, of: 'visits', what: 'certified, and dated, one or two days later' },
  'sister-centre': { rate: 0.004, of: 'visits', what: 'certified under another centre' },
  'wrong-dose': { rate: 0.004, of: 'visits', what: 'dose 1 for 2 or 2 for 1' },
  'missing-dose': { rate: 0.005, of: 'visits', what: 'no dose, on either side' },
  'blank-ref': { rate: 0.0005, of: 'visits', what: 'no ref, on either side' },
  'missing-certificate': { rate: 0.01, of: 'visits', what: 'no certificate, ever' },
  'feed-repeat': { rate: 0.01, of: 'visits', what: 'the feed tells the same row twice' },
  'double-issue': { rate: 0.0003, of: 'visits', what: 'certified twice, under two ids' },
  revoked: { rate: 0.002, of: 'visits', what: 'a first certificate with a slip was revoked' },
  compound: {
    rate: 0,
    of: 'visits',
    what: 'late or elsewhere, and with a slip or from a day without a register',
  },
  entangled: {
    rate: 0,
    of: 'sessions',
    what: 'late, sister and come-back certificates also where a lost or totals sheet names nobody',
  },
  'lost-sheet': { rate: 0.005, of: 'sessions', what: 'the token sheet never comes' },
  'late-sheet': { rate: 0.02, of: 'sessions', what: 'the token sheet comes one or two days later' },
  'evening-catch-up': {
    rate: 0.05,
    of: 'sessions',
    what: 'the afternoon is certified in one go in the evening',
  },
  'unsorted-rows': { rate: 0.2, of: 'sessions', what: 'rows in any order' },
  'totals-only': { rate: 0.08, of: 'centres', what: 'counts in place of a register, always' },
  'clock-skew': { rate: 0.15, of: 'centres', what: 'the clock at the gate is 2 to 10 minutes off' },
} as const satisfies Readonly<Record<string, MessKind>>

interface MessKind {
  /** 0 to 1. */
  readonly rate: number
  readonly of: 'visits' | 'sessions' | 'centres'
  readonly what: string
}

export type MessName = keyof typeof MESS
export type MessRates = Readonly<Record<MessName, number>>

export const MESS_NAMES = Object.keys(MESS) as readonly MessName[]

const ratesBy = (rateOf: (name: MessName) => number): MessRates =>
  Object.fromEntries(MESS_NAMES.map((name) => [name, rateOf(name)])) as MessRates

export const DEFAULT_MESS: MessRates = ratesBy((name) => MESS[name].rate)
/** Everybody writes everything right, and nobody goes without a certificate. */
export const NO_MESS: MessRates = ratesBy(() => 0)

/** How many visits are of any kind of mess, 0 to 1. */
export function shareOfMessyVisits(rates: MessRates): number {
  return MESS_NAMES.filter((name) => MESS[name].of === 'visits').reduce((sum, name) => sum + rates[name], 0)
}
