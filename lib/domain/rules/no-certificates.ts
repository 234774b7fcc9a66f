import { tokensGiven } from '../centre-day.ts'
import { type Judge, numbersOf, several } from './finding.ts'

/**
 * Major: vaccinated tokens, no certificate row for the centre-day, none of its tokens claimed by certificates of
 * other days or centres, after cut-off. A revoked certificate is a row too: the feed has not forgotten the centre.
 */
export const noCertificates: Judge = ({ centreDay, counts, cutOff, isPastCutOff }) => {
  const count = tokensGiven(centreDay)?.vaccinated ?? 0
  if (count === 0 || !isPastCutOff || centreDay.onCertificateRecord) return null
  if (centreDay.tokens.some((token) => token.match)) return null
  return {
    rule: 'no-certificates',
    severity: 'major',
    count,
    tokens: numbersOf(
      centreDay.tokens.filter(({ row, repeatOf }) => row.outcome === 'vaccinated' && !repeatOf),
    ),
    at: cutOff,
    explanation: `${several(count, 'person was', 'people were')} vaccinated, and ${counts.certificates === null ? 'no certificate feed for the date is at hand' : 'no certificate was issued by the cut-off'}.`,
  }
}
