import { issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** Made at night, from ten in the evening to three in the morning, and dated on the day before. */
export const nightEntries: Fraud = {
  ...ORDINARY,
  by: ['certificate-without-token', 'off-hours'],
  because: 'no token has those refs; the hour shows who made them',
  commit: (draft) =>
    onlyCertificates(issueFakes(draft, draft.random.between(4, 10), { from: 22 * 60, to: 27 * 60 })),
}
