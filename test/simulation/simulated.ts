import type { CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import type { FraudName } from '../../lib/simulation/frauds/all.ts'
import { type MessRates, NO_MESS } from '../../lib/simulation/mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from '../../lib/simulation/options.ts'
import { type SimulatedDistrict, simulate } from '../../lib/simulation/simulate.ts'
import type { SimulatedDay } from '../../lib/simulation/simulated-day.ts'

/** The first district of these options; no mess and no fraud where none is asked for. */
export function simulated(overrides: Partial<SimulationOptions> = {}): SimulatedDistrict {
  const [district] = simulate({ ...DEFAULT_OPTIONS, centres: 10, days: 3, mess: NO_MESS, ...overrides })
  return district!
}

export const withMess = (mess: Partial<MessRates>, overrides: Partial<SimulationOptions> = {}) =>
  simulated({ ...overrides, mess: { ...NO_MESS, ...mess } })

export const withFraud = (name: FraudName, overrides: Partial<Omit<SimulationOptions, 'frauds'>> = {}) =>
  simulated({ days: 6, centres: 12, ...overrides, frauds: { [name]: 1 } })

type PlacedToken = TokenRow & { readonly centreId: string; readonly date: string }

/** Lines of all registers. */
export function tokensOf(days: readonly SimulatedDay[]): PlacedToken[] {
  return days.flatMap(({ tokens }) =>
    tokens.flatMap(({ centreId, date, sheet }) =>
      sheet.kind === 'register' ? sheet.rows.map((row) => ({ ...row, centreId, date })) : [],
    ),
  )
}

export function certificatesOf(days: readonly SimulatedDay[]): CertificateRow[] {
  return days.flatMap(({ certificates }) => certificates.flatMap(({ rows }) => rows))
}

/** Digits that one slip changes, adds, drops or swaps: 0 where the two are equal, 2 where they are further apart. */
export function slipsBetween(a: string, b: string): 0 | 1 | 2 {
  if (a === b) return 0
  const cut = (text: string, at: number, count = 1): string => text.slice(0, at) + text.slice(at + count)
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  for (let at = 0; at < long.length; at++) {
    if (long.length === short.length ? cut(long, at) === cut(short, at) : cut(long, at) === short) return 1
    const swapped = long.slice(0, at) + (long[at + 1] ?? '') + long[at] + long.slice(at + 2)
    if (swapped === short) return 1
  }
  return 2
}
