import { type Judge, nthEarliest, several } from './finding.ts'

/**
 * Critical: certificates are left over beside anonymous rows. `count` is those left over; listed is every one that
 * entered pass 6, since which of them lacks a token cannot be told. It became true with the first certificate that
 * was one too many in time order.
 */
export const certificatesExceedTokens: Judge = ({ tally }) => {
  const { besideAnonymousRows, entered, leftOver } = tally
  if (!besideAnonymousRows || leftOver === 0) return null
  const issued = entered.map(({ row }) => row.issuedAt)
  const certificates = several(entered.length, 'certificate')
  return {
    rule: 'certificates-exceed-tokens',
    severity: 'critical',
    count: leftOver,
    certificates: entered,
    at: nthEarliest(issued, entered.length - leftOver + 1),
    explanation: `Counted beside tokens or certificates without a reference, ${leftOver} of ${certificates} ${leftOver === 1 ? 'has' : 'have'} no token; which of them cannot be told.`,
  }
}
