import { inProportion, issueFakes, SHARED_ACCOUNT } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** Somebody uses the municipality's account at noon: 16 fakes where 55 people came, as on 28 August 2021. */
export const stolenCredentials: Fraud = {
  ...ORDINARY,
  leastVisits: 40,
  by: ['certificate-without-token'],
  because: 'no token has those refs',
  commit: (draft) =>
    onlyCertificates(
      issueFakes(draft, inProportion(draft, 16 / 55, 3), { from: 724, to: 775, account: SHARED_ACCOUNT }),
    ),
}
