import { earliest, type Judge, later, several } from './finding.ts'

/**
 * Major: certificates of a ref and dose that another one of the same date has already, on their own centre-day. Each
 * became a repeat when it and the one kept were both issued.
 */
export const duplicateCertificate: Judge = ({ tally: { repeats } }) => {
  const count = repeats.length
  if (count === 0) return null
  return {
    rule: 'duplicate-certificate',
    severity: 'major',
    count,
    certificates: repeats,
    at: earliest(
      repeats.map(({ row, repeatOf }) => later(row.issuedAt, repeatOf ? repeatOf.row.issuedAt : null)),
    ),
    explanation: `${several(count, 'certificate repeats', 'certificates repeat')} the person, dose and date of another one.`,
  }
}
