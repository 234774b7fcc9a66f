import type { Rule } from '../report.ts'

/** What completes the sentence of each rule, in no language: numbers, never a ref, a name or an id. */
export interface FiguresOf {
  /** `count` of all `certificates`. */
  readonly 'certificate-without-token': Counted & { readonly certificates: number }
  /** `count` of the `certificates` that entered pass 6. */
  readonly 'certificates-exceed-tokens': Counted & { readonly certificates: number }
  readonly 'no-token-sheet': Counted & { readonly ground: WithheldGround | null }
  readonly 'certificate-for-deferred-token': Counted
  readonly 'certificate-while-suspended': Counted
  readonly 'unknown-centre': Counted
  readonly 'duplicate-certificate': Counted
  /** `count` too many; `doses` need not be whole. */
  readonly 'certificates-exceed-doses': Counted & { readonly certificates: number; readonly doses: number }
  /** `count` is the largest excess. */
  readonly 'running-excess': Counted
  /** `opens` and `closes` in minutes after midnight, the tolerance in minutes. */
  readonly 'off-hours': Counted & {
    readonly opens: number
    readonly closes: number
    readonly toleranceMinutes: number
  }
  /** More than `allowed` certificates of one account within so many `minutes`. */
  readonly 'issue-burst': Counted & { readonly allowed: number; readonly minutes: number }
  /** More than so many `days` after the vaccination. */
  readonly backdated: Counted & { readonly days: number }
  /** Rows set aside, and token numbers that different refs share. */
  readonly 'duplicate-token': { readonly repeats: number; readonly sharedNumbers: number }
  readonly 'register-withheld': Counted
  /** `count` too many. */
  readonly 'tokens-exceed-bookings': Counted & { readonly tokens: number; readonly bookings: number }
  readonly 'sheet-raised': Counted
  /** `more` certificates than usual beside the tokens, summed over so many `days`. */
  readonly drift: { readonly more: number; readonly days: number }
  readonly 'no-certificates': Counted & { readonly isFeedAtHand: boolean }
  /** `count` of all `vaccinated` tokens. */
  readonly 'token-without-certificate': Counted & { readonly vaccinated: number }
  readonly 'dose-mismatch': Counted
  readonly elsewhere: Counted
  readonly transcription: Counted
  readonly late: Counted
}

interface Counted {
  readonly count: number
}

/** Why a sheet that is missing is more than forgotten: no session was planned, or it is so many `days` overdue. */
export type WithheldGround =
  | { readonly kind: 'unplanned' }
  | { readonly kind: 'overdue'; readonly days: number }

/** A sentence for each rule in one language. */
export type Sentences = { readonly [R in Rule]: (figures: FiguresOf[R]) => string }
