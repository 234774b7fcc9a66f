import type { FiguresOf } from '../../../lib/domain/explanations/figures.ts'
import type { Rule } from '../../../lib/domain/report.ts'

/** Figures that each rule may have to explain, of one and of many. */
export const EXAMPLES: { readonly [R in Rule]: readonly FiguresOf[R][] } = {
  'certificate-without-token': [
    { count: 1, certificates: 1 },
    { count: 1, certificates: 3 },
    { count: 16, certificates: 71 },
  ],
  'certificates-exceed-tokens': [
    { count: 1, certificates: 5 },
    { count: 2, certificates: 5 },
    { count: 1, certificates: 1 },
    { count: 6, certificates: 6 },
  ],
  'no-token-sheet': [
    { count: 1, ground: null },
    { count: 71, ground: { kind: 'unplanned' } },
    { count: 71, ground: { kind: 'overdue', days: 1 } },
    { count: 71, ground: { kind: 'overdue', days: 2 } },
  ],
  'certificate-for-deferred-token': [{ count: 1 }, { count: 4 }],
  'certificate-while-suspended': [{ count: 1 }, { count: 80 }],
  'unknown-centre': [{ count: 1 }, { count: 7 }],
  'duplicate-certificate': [{ count: 1 }, { count: 7 }],
  'certificates-exceed-doses': [
    { count: 1, certificates: 1, doses: 0 },
    { count: 1, certificates: 2, doses: 1 },
    { count: 11, certificates: 71, doses: 60.1 + 0.2 },
  ],
  'running-excess': [{ count: 1 }, { count: 7 }],
  'off-hours': [
    { count: 1, opens: 540, closes: 1020, toleranceMinutes: 1 },
    { count: 4, opens: 1320, closes: 1440, toleranceMinutes: 60 },
  ],
  'issue-burst': [
    { count: 1, allowed: 0, minutes: 1 },
    { count: 20, allowed: 15, minutes: 10 },
  ],
  backdated: [
    { count: 1, days: 1 },
    { count: 9, days: 2 },
  ],
  'duplicate-token': [
    { repeats: 1, sharedNumbers: 0 },
    { repeats: 0, sharedNumbers: 1 },
    { repeats: 2, sharedNumbers: 3 },
  ],
  'register-withheld': [{ count: 1 }, { count: 40 }],
  'tokens-exceed-bookings': [
    { count: 1, tokens: 1, bookings: 0 },
    { count: 59, tokens: 60, bookings: 1 },
  ],
  'sheet-raised': [{ count: 1 }, { count: 16 }],
  drift: [
    { more: 1, days: 1 },
    { more: 14, days: 12 },
  ],
  'no-certificates': [
    { count: 1, isFeedAtHand: true },
    { count: 55, isFeedAtHand: false },
  ],
  'token-without-certificate': [
    { count: 1, vaccinated: 1 },
    { count: 3, vaccinated: 55 },
  ],
  'dose-mismatch': [{ count: 1 }, { count: 2 }],
  elsewhere: [{ count: 1 }, { count: 2 }],
  transcription: [{ count: 1 }, { count: 2 }],
  late: [{ count: 1 }, { count: 2 }],
}

/** Of each rule a sentence for each of its examples, in their order, as an officer reads it. */
export type Sentences = Readonly<Record<Rule, readonly string[]>>
