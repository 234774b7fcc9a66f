import { MINUTE } from '../draft.ts'
import { certificatesOf, inProportion, somePlainVisits } from './fakes.ts'
import { type Fraud, ORDINARY, onlyCertificates } from './fraud.ts'

/** Real people's certificates are issued once more under other ids, to be sold with another name on the paper. */
export const duplicateCertificates: Fraud = {
  ...ORDINARY,
  needs: 'nothing',
  by: ['duplicate-certificate'],
  because: 'ref and dose are certified for that date already',
  commit: (draft) => {
    const copied = certificatesOf(somePlainVisits(draft, inProportion(draft, 0.08, 3)))
    const copies = copied.map((certificate) => ({
      ...certificate,
      issuedAt: certificate.issuedAt! + draft.random.between(20, 180) * MINUTE,
    }))
    draft.besides.push(...copies)
    return onlyCertificates(copies)
  },
}
