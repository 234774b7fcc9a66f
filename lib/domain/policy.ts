import type { Leg } from './rows.ts'

/** What a district decides for itself; CONTRACT sections 3 and 4 name the defaults. */
export interface Policy extends CentrePolicy {
  /** The name that an admin gives this policy: every report says under which it was made. */
  readonly version: string
  readonly timeZone: string
  /** L: how many days a certificate may come after its token, in days. */
  readonly lookBackDays: number
  /** When a centre-day stops waiting for late rows: local `HH:MM`, so many days after it. */
  readonly cutOff: { readonly time: string; readonly daysAfter: number }
  /** Share of a feed's rows, 0 to 1, past which officials are told that they cannot be read. */
  readonly quarantineShare: number
  /** How many calendar days back a centre's own history reaches. */
  readonly historyDays: number
  /** Statistics of certificates against the centre's own history: context, never an accusation. */
  readonly unusual: {
    /** One-sided chance of an upper bound being passed by an ordinary day. */
    readonly alpha: number
    /** Least standard deviation, in certificates. */
    readonly minSigma: number
    /** Share of false ones, 0 to 1, among the centre-days of one date that are called unusual. */
    readonly falseDiscoveryRate: number
  }
  /** What differs at single centres, by centre id. */
  readonly centres: Readonly<Record<string, Partial<CentrePolicy>>>
}

/** What a district may decide for a single centre otherwise than for all. */
export interface CentrePolicy {
  readonly requiredLegs: readonly Leg[]
  /** Days past the cut-off after which a sheet that is still missing proposes suspension. */
  readonly missingSheetDays: number
  /** Doses per vial that a careful vaccinator draws beyond the label. */
  readonly overfill: number
  /** By how many certificates issued may exceed tokens issued before `running-excess` speaks: from so many on. */
  readonly runningExcess: number
  /** Minutes before opening and after closing in which certificates may still be issued. */
  readonly offHoursToleranceMinutes: number
  /** One account may issue so many certificates in so many minutes, ends included. */
  readonly issueBurst: { readonly certificates: number; readonly minutes: number }
  /** Calendar days after the vaccination within which a certificate may be issued. */
  readonly backdatedDays: number
  /** Every token must have its line and ref: totals and blank refs are then no excuse. */
  readonly requiresRegister: boolean
  /** False: only people with a booking are given a token. */
  readonly walkIns: boolean
  /** CUSUM of the daily balance, in standard deviations; `minSigma` in certificates. */
  readonly drift: {
    readonly k: number
    readonly h: number
    /** Earlier days that a day is standardised by, at least. */
    readonly minDays: number
    readonly minSigma: number
  }
  readonly suspension: {
    /** `propose`: an official confirms; `auto`: suspended at once; `never`: officials are told only. */
    readonly mode: 'propose' | 'auto' | 'never'
    readonly minSurplus: number
    /** Least share of the certificates, 0 to 1. */
    readonly minShare: number
    /** A surplus of this size proposes whatever its share. */
    readonly anyway: number
    /** Where a sheet is withheld: from so many certificates on that cannot be compared, its absence proposes. */
    readonly minWithoutSheet: number
  }
}

export const DEFAULT_POLICY: Policy = {
  version: '1',
  timeZone: 'Asia/Kolkata',
  lookBackDays: 3,
  cutOff: { time: '12:00', daysAfter: 1 },
  requiredLegs: ['tokens', 'certificates'],
  missingSheetDays: 2,
  overfill: 1,
  runningExcess: 3,
  offHoursToleranceMinutes: 60,
  issueBurst: { certificates: 15, minutes: 10 },
  backdatedDays: 2,
  requiresRegister: false,
  walkIns: true,
  drift: { k: 0.5, h: 5, minDays: 20, minSigma: 1 },
  suspension: { mode: 'propose', minSurplus: 5, minShare: 0.1, anyway: 50, minWithoutSheet: 1 },
  quarantineShare: 0.02,
  historyDays: 42,
  unusual: { alpha: 0.05, minSigma: 0.5, falseDiscoveryRate: 0.1 },
  centres: {},
}

/** The policy as it holds for one centre; the very same object where nothing differs there. */
export function policyAt(policy: Policy, centreId: string): Policy {
  const own = Object.hasOwn(policy.centres, centreId) ? policy.centres[centreId] : undefined
  return own ? { ...policy, ...own } : policy
}
