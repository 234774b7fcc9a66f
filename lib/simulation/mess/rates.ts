/**
 * Kinds of honest mess and how common they are. `of` says what a rate is a share of. One visit has one kind of mess at
 * most, as rows that are wrong in two ways at once are `compound` alone.
 */
export const MESS = {
  'typing-slip': { rate: 0.01, of: 'visits' },
  deferral: { rate: 0.02, of: 'visits' },
  leaver: { rate: 0.01, of: 'visits' },
  'late-backlog': { rate: 0.01, of: 'visits' },
  'sister-centre': { rate: 0.004, of: 'visits' },
  'wrong-dose': { rate: 0.004, of: 'visits' },
  'missing-dose': { rate: 0.005, of: 'visits' },
  'blank-ref': { rate: 0.0005, of: 'visits' },
  'missing-certificate': { rate: 0.01, of: 'visits' },
  'feed-repeat': { rate: 0.01, of: 'visits' },
  'double-issue': { rate: 0.0003, of: 'visits' },
  revoked: { rate: 0.002, of: 'visits' },
  compound: { rate: 0, of: 'visits' },
  entangled: { rate: 0, of: 'sessions' },
  'lost-sheet': { rate: 0.005, of: 'sessions' },
  'late-sheet': { rate: 0.02, of: 'sessions' },
  'evening-catch-up': { rate: 0.05, of: 'sessions' },
  'unsorted-rows': { rate: 0.2, of: 'sessions' },
  'totals-only': { rate: 0.08, of: 'centres' },
  'clock-skew': { rate: 0.15, of: 'centres' },
} as const satisfies Readonly<Record<string, MessKind>>

interface MessKind {
  /** 0 to 1. */
  readonly rate: number
  readonly of: 'visits' | 'sessions' | 'centres'
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
