import { issueFakes, SHARED_ACCOUNT } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** A list is worked off by one account within minutes. */
export const issuerBurst: Fraud = {
  ...ORDINARY,
  by: ['certificate-without-token', 'issue-burst'],
  because: 'no token has those refs; the pace shows a list',
  commit: (draft) => {
    const from = 15 * 60 + draft.random.below(60)
    return onlyCertificates(
      issueFakes(draft, draft.random.between(18, 26), { from, to: from + 8, account: SHARED_ACCOUNT }),
    )
  },
}
