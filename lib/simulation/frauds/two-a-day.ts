import { issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** The centre's own operator adds two a day for two weeks, among the others and within the noise of any count. */
export const twoADay: Fraud = {
  ...ORDINARY,
  lasts: 14,
  by: ['certificate-without-token'],
  because: 'no token has those refs, however few they are',
  commit: (draft) => onlyCertificates(issueFakes(draft, 2, { from: 9 * 60 + 30, to: 16 * 60 + 30 })),
}
