import type { IsoDate } from '../domain/rows.ts'
import type { FraudName } from './frauds/all.ts'
import type { MessRates } from './mess/rates.ts'

/** What to simulate. The same options give the same rows on every machine. */
export interface SimulationOptions {
  /** A whole number. */
  readonly seed: number
  readonly districts: number
  /** Of each district, at most 9999. */
  readonly centres: number
  readonly days: number
  readonly from: IsoDate
  /** Rates that differ from the defaults of `mess/rates.ts`. */
  readonly mess: Partial<MessRates>
  /** How often each fraud is committed in each district; every one takes a centre of its own. */
  readonly frauds: Partial<Readonly<Record<FraudName, number>>>
  /**
   * Tokens of a whole district on any day: centres keep their relative sizes and all hold a session every day. Null:
   * sizes and sessions are those of the real sites.
   */
  readonly tokensPerDay: number | null
  readonly timeZone: string
}

export const DEFAULT_OPTIONS: SimulationOptions = {
  seed: 1,
  districts: 1,
  centres: 20,
  days: 1,
  from: '2021-08-02',
  mess: {},
  frauds: {},
  tokensPerDay: null,
  timeZone: 'Asia/Kolkata',
}
