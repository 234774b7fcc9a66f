import { earliest, later, type RuleDefinition } from './finding.ts'

/**
 * Major: certificates of a ref and dose that another one of the same date has already, on their own centre-day. Each
 * became a repeat when it and the one kept were both issued.
 */
export const duplicateCertificate: RuleDefinition<'duplicate-certificate'> = {
  rule: 'duplicate-certificate',
  version: 1,
  judge({ tally: { repeats } }) {
    const count = repeats.length
    if (count === 0) return null
    return {
      severity: 'major',
      count,
      certificates: repeats,
      at: earliest(
        repeats.map(({ row, repeatOf }) => later(row.issuedAt, repeatOf ? repeatOf.row.issuedAt : null)),
      ),
      figures: { count },
    }
  },
}
