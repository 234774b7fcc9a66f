import { inProportion, issueFakes, somePlainVisits } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** Somebody who was there gets no certificate, and a stranger gets one in the same minute: the counts are equal. */
export const identitySwap: Fraud = {
  ...ORDINARY,
  by: ['certificate-without-token'],
  because: 'equal counts, and no token has those refs',
  commit: (draft) => {
    const robbed = somePlainVisits(draft, inProportion(draft, 0.08, 3))
    const fakes = issueFakes(draft, robbed.length, { from: 9 * 60, to: 17 * 60 })
    for (const [at, visit] of robbed.entries()) {
      fakes[at]!.issuedAt = visit.certificate!.issuedAt
      visit.certificate = null
    }
    return onlyCertificates(fakes)
  },
}
