import { nthEarliest, type RuleDefinition } from './finding.ts'

/**
 * Critical: certificates are left over beside anonymous rows. `count` is those left over; listed is every one that
 * entered pass 6, since which of them lacks a token cannot be told. It became true with the first certificate that
 * was one too many in time order, those that are pending counted too.
 */
export const certificatesExceedTokens: RuleDefinition<'certificates-exceed-tokens'> = {
  rule: 'certificates-exceed-tokens',
  version: 2,
  judge({ tally: { besideAnonymousRows, entered, absorbed, leftOver } }) {
    if (!besideAnonymousRows || leftOver === 0) return null
    const issued = entered.map(({ row }) => row.issuedAt)
    return {
      severity: 'critical',
      count: leftOver,
      certificates: entered,
      at: nthEarliest(issued, absorbed.length + 1),
      figures: { count: leftOver, certificates: entered.length },
    }
  },
}
