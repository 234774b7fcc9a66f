import { plainVisits } from '../draft.ts'
import { putOff } from '../mess/travels.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** No fraud: the line was down, and the whole day is certified, and dated, in one go on the next. */
export const innocentBacklog: Fraud = {
  ...ORDINARY,
  visible: 'innocent',
  by: ['late'],
  because: 'every certificate finds its token on the day before',
  commit: (draft) => {
    let at: number | null = null
    for (const { certificate } of plainVisits(draft)) {
      putOff(certificate!, draft, 1)
      at = at === null ? certificate!.issuedAt! : at + draft.random.between(15, 45) * 1000
      certificate!.issuedAt = at
    }
    return onlyCertificates([])
  },
}
