import type { CentreDay, Certificate, Token } from '../centre-day.ts'
import type { Instant } from '../rows.ts'
import type { Tally } from '../tally.ts'
import { earliest, numbersOf, type RuleDefinition, type Violation } from './finding.ts'

type Raised = Violation<'sheet-raised'> | null

/**
 * Major: a later version of the token sheet adds or changes a token behind what the version before had said to be
 * complete, and a certificate issued before that version is claimed or absorbed by it: the register was made to fit.
 */
export const sheetRaised: RuleDefinition<'sheet-raised'> = {
  rule: 'sheet-raised',
  version: 1,
  judge({ centreDay, tally }) {
    const sheet = centreDay.tokenLeg?.sheet
    if (!sheet) return null
    if (sheet.kind === 'register') return raisedLines(centreDay)
    return sheet.raised ? raisedTotals(sheet.raised, tally) : null
  },
}

function raisedLines({ tokens }: CentreDay): Raised {
  const raised = tokens.filter(fitsCertificate)
  const count = raised.length
  if (count === 0) return null
  return {
    severity: 'major',
    count,
    certificates: raised.flatMap(({ match }) => match?.certificate ?? []),
    tokens: numbersOf(raised),
    at: earliest(raised.map(({ row }) => row.raisedAt ?? null)),
    figures: { count },
  }
}

function fitsCertificate({ row, match }: Token): boolean {
  return row.raisedAt !== undefined && match !== null && isIssuedBefore(match.certificate, row.raisedAt)
}

/** Which of the certificates the added tokens absorb cannot be told: all that could be are listed. */
function raisedTotals(
  { tokens, at }: { readonly tokens: number; readonly at: Instant },
  tally: Tally,
): Raised {
  const certificates = tally.absorbed.filter((certificate) => isIssuedBefore(certificate, at))
  const count = Math.min(certificates.length, tokens)
  if (count === 0) return null
  return { severity: 'major', count, certificates, at, figures: { count } }
}

function isIssuedBefore({ row }: Certificate, moment: Instant): boolean {
  return row.issuedAt !== null && row.issuedAt < moment
}
