import { isAway } from './away.ts'
import { nthEarliest, type RuleDefinition } from './finding.ts'

/**
 * Major: certificates, `late` and `elsewhere` matches left aside, are more than the doses that the opened vials can
 * have given. Not judged where a stock row lacks doses per vial. `count` is how many too many, a part of a dose being
 * none. Where more was wasted than opened, no dose was given.
 */
export const certificatesExceedDoses: RuleDefinition<'certificates-exceed-doses'> = {
  rule: 'certificates-exceed-doses',
  version: 1,
  judge({ centreDay, counts }) {
    if (counts.doses === null) return null
    const doses = Math.max(0, counts.doses)
    if ((counts.certificates ?? 0) <= doses) return null
    const certificates = centreDay.everyCertificate().filter((certificate) => !isAway(certificate))
    const count = Math.ceil(certificates.length - doses)
    if (count <= 0) return null
    return {
      severity: 'major',
      count,
      certificates,
      at: nthEarliest(
        certificates.map(({ row }) => row.issuedAt),
        Math.floor(doses) + 1,
      ),
      figures: { count, certificates: certificates.length, doses },
    }
  },
}
