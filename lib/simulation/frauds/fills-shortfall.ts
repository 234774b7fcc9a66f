import { issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/**
 * At a centre that sends totals some people never get their certificate; after weeks as many fakes as that are issued
 * every day, so that no day has one too many.
 */
export const fillsShortfall: Fraud = {
  ...ORDINARY,
  lasts: 14,
  begins: 28,
  needsHistory: true,
  leastVisits: 40,
  sendsTotals: true,
  shortfall: 0.06,
  visible: 'trend',
  by: ['drift'],
  because: 'the daily balance leaves its own history, and no single day has a certificate too many',
  commit: (draft) => {
    const missing = draft.visits.filter(({ mess }) => mess === 'missing-certificate').length
    return onlyCertificates(issueFakes(draft, missing, { from: 10 * 60, to: 16 * 60 + 30 }))
  },
}
