import type { DraftDay } from '../draft.ts'
import { certificatesOf, inProportion, somePlainVisits } from './fakes.ts'
import { type Fraud, ORDINARY } from './fraud.ts'

/** Tokens are written for people who never came and certificates issued for them; the vials were counted by another. */
export const stockShort: Fraud = {
  ...ORDINARY,
  leastVisits: 40,
  visible: 'count',
  by: ['certificates-exceed-doses'],
  because: 'the opened vials cannot have held so many doses, careful drawing allowed for',
  needs: 'nothing',
  commit: (draft) => {
    const neverCame = somePlainVisits(draft, Math.max(inProportion(draft, 0.3, 4), beyondOverfill(draft)))
    draft.paperDoses -= neverCame.length
    return { certificates: certificatesOf(neverCame), tokens: neverCame.map(({ token }) => token) }
  },
}

/** So many, that what is certified here today is more than the vials can have given with a dose over from each. */
function beyondOverfill({ visits, centre, date }: DraftDay): number {
  const given = visits.filter(({ token }) => token.outcome === 'vaccinated').length
  const certified = visits.filter(
    ({ certificate }) => certificate?.date === date && certificate.centreId === centre.centreId,
  ).length
  let fakes = 1
  while (fakes < given && given - fakes + Math.ceil((given - fakes) / centre.dosesPerVial) >= certified)
    fakes++
  return fakes
}
