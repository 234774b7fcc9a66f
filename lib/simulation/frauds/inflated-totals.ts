import { inProportion, issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** For one day the register becomes totals, raised by the number of fakes; the stock sheet fits them. */
export const inflatedTotals: Fraud = {
  ...ORDINARY,
  begins: 3,
  sheet: 'totals',
  visible: 'count',
  by: ['register-withheld'],
  because: 'a centre that sent registers before now hides its refs; the counts themselves agree',
  commit: (draft) => {
    const count = inProportion(draft, 0.2, 5)
    draft.inflatedBy += count
    draft.paperDoses += count
    return onlyCertificates(issueFakes(draft, count, { from: 10 * 60, to: 16 * 60 + 30 }))
  },
}
