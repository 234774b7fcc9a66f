import { tokensGiven } from '../centre-day.ts'
import { numbersOf, type RuleDefinition } from './finding.ts'

/**
 * Major: vaccinated tokens, no certificate row for the centre-day, none of its tokens claimed by certificates of
 * other days or centres, after cut-off. A revoked certificate is a row too: the feed has not forgotten the centre.
 */
export const noCertificates: RuleDefinition<'no-certificates'> = {
  rule: 'no-certificates',
  version: 1,
  judge({ centreDay, counts, cutOff, isPastCutOff }) {
    if (!isPastCutOff || centreDay.onCertificateRecord) return null
    const count = tokensGiven(centreDay)?.vaccinated ?? 0
    const tokens = centreDay.everyToken()
    if (count === 0 || tokens.some((token) => token.match)) return null
    return {
      severity: 'major',
      count,
      tokens: numbersOf(tokens.filter(({ row, repeatOf }) => row.outcome === 'vaccinated' && !repeatOf)),
      at: cutOff,
      figures: { count, isFeedAtHand: counts.certificates !== null },
    }
  },
}
