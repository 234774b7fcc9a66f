import { issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** A whole session that never was: the centre is closed, nobody has a booking, and there is no sheet. */
export const ghostSession: Fraud = {
  ...ORDINARY,
  session: () => false,
  visible: 'count',
  needs: 'nothing',
  by: ['no-token-sheet'],
  because: 'certificates without any sheet, on a day that nobody had a booking for: told as one group',
  commit: (draft) =>
    onlyCertificates(
      issueFakes(draft, draft.random.between(12, 40), { from: 9 * 60 + 30, to: 16 * 60 + 30 }),
    ),
}
