import type { Leg } from './rows.ts'

/** What a district decides for itself; CONTRACT sections 3 and 4 name the defaults. */
export interface Policy {
  readonly timeZone: string
  /** L: how many days a certificate may come after its token, in days. */
  readonly lookBackDays: number
  /** When a centre-day stops waiting for late rows: local `HH:MM`, so many days after it. */
  readonly cutOff: { readonly time: string; readonly daysAfter: number }
  readonly requiredLegs: readonly Leg[]
  /** Days past the cut-off after which a sheet that is still missing proposes suspension. */
  readonly missingSheetDays: number
  /** Doses per vial that a careful vaccinator draws beyond the label. */
  readonly overfill: number
  /** Share of a feed's rows, 0 to 1, past which officials are told that they cannot be read. */
  readonly quarantineShare: number
  readonly suspension: {
    /** `propose`: an official confirms; `auto`: suspended at once; `never`: officials are told only. */
    readonly mode: 'propose' | 'auto' | 'never'
    readonly minSurplus: number
    /** Least share of the certificates, 0 to 1. */
    readonly minShare: number
    /** A surplus of this size proposes whatever its share. */
    readonly anyway: number
  }
}

export const DEFAULT_POLICY: Policy = {
  timeZone: 'Asia/Kolkata',
  lookBackDays: 3,
  cutOff: { time: '12:00', daysAfter: 1 },
  requiredLegs: ['tokens', 'certificates'],
  missingSheetDays: 2,
  overfill: 1,
  quarantineShare: 0.02,
  suspension: { mode: 'propose', minSurplus: 5, minShare: 0.1, anyway: 50 },
}
