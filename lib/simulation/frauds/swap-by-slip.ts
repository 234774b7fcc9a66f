import { slipped } from '../mess/slip.ts'
import { certificatesOf, inProportion, somePlainVisits } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** The ref of somebody who was there is written with one digit wrong, and the certificate sold to a stranger. */
export const swapBySlip: Fraud = {
  ...ORDINARY,
  visible: 'none',
  needs: 'nothing',
  by: [],
  because: 'it reads as the slip of a tired operator, and as such it is listed under `transcription`',
  commit: (draft) => {
    const fakes = certificatesOf(somePlainVisits(draft, inProportion(draft, 0.08, 3)))
    for (const fake of fakes) fake.ref = slipped(fake.ref, draft.random)
    return onlyCertificates(fakes)
  },
}
