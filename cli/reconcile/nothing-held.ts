import type { Report } from '../../lib/domain/report.ts'
import type { ReadDistrict } from './read-district.ts'

/**
 * That no row of some days counts, `days` as the reader writes them. Rows may be there all the same: such as could not
 * be read, whatever day they are of, or were issued later than is asked for.
 */
export function nothingHeld(
  days: string,
  { quarantined }: Pick<Report, 'quarantined'>,
  { asOf }: Pick<ReadDistrict, 'asOf'>,
): string {
  const lacking = [
    ...(quarantined.length > 0 ? ['could be read'] : []),
    ...(asOf === null ? [] : ['was known at the time asked for']),
  ]
  return `No file holds a row of ${days}${lacking.length > 0 ? ` that ${lacking.join(' and ')}` : ''}`
}
