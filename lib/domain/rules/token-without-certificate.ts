import { tokensGiven } from '../centre-day.ts'
import { type Judge, numbersOf, several } from './finding.ts'

/** Minor: shortfall after cut-off, people who may be left without a certificate. */
export const tokenWithoutCertificate: Judge = ({ centreDay, tally, counts, cutOff, isPastCutOff }) => {
  const count = counts.shortfall ?? 0
  if (count === 0 || !isPastCutOff) return null
  const vaccinated = several(tokensGiven(centreDay)?.vaccinated ?? 0, 'vaccinated token')
  return {
    rule: 'token-without-certificate',
    severity: 'minor',
    count,
    tokens: numbersOf(tally.unpairedTokens),
    at: cutOff,
    explanation: `${count} of ${vaccinated} ${count === 1 ? 'has' : 'have'} no certificate.`,
  }
}
