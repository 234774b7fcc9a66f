import { SUSPENDED_AT_MINUTE } from '../world.ts'
import { issueFakes, SHARED_ACCOUNT } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** The centre is stopped at 13:00; the account that others know goes on for three days. */
export const afterSuspension: Fraud = {
  ...ORDINARY,
  lasts: 3,
  session: (nth) => nth === 0,
  suspends: true,
  needs: 'nothing',
  by: ['certificate-while-suspended'],
  because: 'issued while the centre was suspended',
  commit: (draft, nth) => {
    const from = nth === 0 ? SUSPENDED_AT_MINUTE + 5 : 10 * 60
    return onlyCertificates(
      issueFakes(draft, draft.random.between(3, 8), { from, to: 17 * 60, account: SHARED_ACCOUNT }),
    )
  },
}
