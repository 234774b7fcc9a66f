import { certificatesOf, inProportion, somePlainVisits } from './fakes.ts'
import { type Fraud, ORDINARY } from './fraud.ts'

/** People who were sent home are certified all the same, for a fee; the stock sheet has been made to fit. */
export const deferredCertified: Fraud = {
  ...ORDINARY,
  needs: 'lines',
  by: ['certificate-for-deferred-token'],
  because: 'the token says that they were sent home',
  commit: (draft) => {
    const paid = somePlainVisits(draft, inProportion(draft, 0.08, 3))
    for (const { token } of paid) token.outcome = 'deferred'
    draft.paperDoses += paid.length
    return { certificates: certificatesOf(paid), tokens: paid.map(({ token }) => token) }
  },
}
