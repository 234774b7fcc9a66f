import { MINUTE } from '../draft.ts'
import { inProportion, issueFakes } from './fakes.ts'
import { type Fraud, ORDINARY } from './fraud.ts'

const PADDED_AT_MINUTE = 19 * 60 + 30

/**
 * Fakes of the afternoon get their tokens in the evening: a second version of the final sheet has lines more, timed
 * within the session, and the stock sheet fits them. Of the files of one day only the last version is left.
 */
export const paddedRegister: Fraud = {
  ...ORDINARY,
  needs: 'lines',
  needsVersions: true,
  by: ['sheet-raised'],
  because: 'an earlier version of the sheet was complete without those lines; a file alone cannot show it',
  commit: (draft) => {
    const { visits, midnight, random, centre } = draft
    const fakes = issueFakes(draft, inProportion(draft, 0.15, 4), { from: 13 * 60, to: 16 * 60 + 30 })
    const tokens = fakes.map(({ ref, dose, vaccine, issuedAt }, at) => ({
      tokenNo: String(visits.length + at + 1),
      ...{ ref, dose, vaccine },
      issuedAt: issuedAt! - random.between(4, 20) * MINUTE + centre.clockAhead * MINUTE,
      outcome: 'vaccinated' as const,
      raisedAt: midnight + PADDED_AT_MINUTE * MINUTE,
    }))
    for (const token of tokens) token.issuedAt -= token.issuedAt % MINUTE
    draft.invented.push(...tokens)
    draft.paperDoses += tokens.length
    return { certificates: fakes, tokens }
  },
}
