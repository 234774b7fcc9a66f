import { tokensGiven } from '../centre-day.ts'
import { numbersOf, type RuleDefinition } from './finding.ts'

/** Minor: shortfall after cut-off, people who may be left without a certificate. */
export const tokenWithoutCertificate: RuleDefinition<'token-without-certificate'> = {
  rule: 'token-without-certificate',
  version: 1,
  judge({ centreDay, tally, counts, cutOff, isPastCutOff }) {
    const count = counts.shortfall ?? 0
    if (count === 0 || !isPastCutOff) return null
    return {
      severity: 'minor',
      count,
      tokens: numbersOf(tally.unpairedTokens),
      at: cutOff,
      figures: { count, vaccinated: tokensGiven(centreDay)?.vaccinated ?? 0 },
    }
  },
}
