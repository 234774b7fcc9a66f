import { certificatesOf, inProportion, somePlainVisits } from './fakes.ts'
import { type Fraud, ORDINARY } from './fraud.ts'

/** People stand in line, are given a token and a certificate, and their dose is poured away. */
export const pouredAway: Fraud = {
  ...ORDINARY,
  visible: 'none',
  by: [],
  because: 'token, certificate, booking and vial all agree: no record differs from that of an honest day',
  needs: 'nothing',
  commit: (draft) => {
    const unvaccinated = somePlainVisits(draft, inProportion(draft, 0.08, 3))
    return {
      certificates: certificatesOf(unvaccinated),
      tokens: unvaccinated.map(({ token }) => token),
    }
  },
}
