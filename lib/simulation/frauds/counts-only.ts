import { inProportion, issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** A centre that never named anybody issues more than it gave tokens for. */
export const countsOnly: Fraud = {
  ...ORDINARY,
  sendsTotals: true,
  visible: 'count',
  by: ['certificates-exceed-tokens'],
  because: 'a totals sheet tells how many are too many, and not which',
  commit: (draft) =>
    onlyCertificates(issueFakes(draft, inProportion(draft, 0.2, 5), { from: 10 * 60, to: 16 * 60 + 30 })),
}
