import type { Policy } from '../../../lib/domain/policy.ts'
import type { CentreDayReport, Finding, ListedCentreDay, Rule } from '../../../lib/domain/report.ts'
import type { Instant, IsoDate } from '../../../lib/domain/rows.ts'
import { CENTRE, type DistrictParts, district, policy, SATURDAY } from '../district.ts'
import { referenceReconcile } from './reconcile.ts'

export interface Question {
  readonly date?: IsoDate
  readonly centreId?: string
  readonly asOf?: Instant | null
  readonly policy?: Policy
}

/** What the reference says of one centre-day, Saturday at DKMM unless told; throws where it is not listed. */
export function dayOf(parts: DistrictParts, question: Question = {}): ListedCentreDay {
  const { date = SATURDAY, centreId = CENTRE, asOf = null } = question
  const report = referenceReconcile(
    district(parts),
    { from: date, to: date, asOf },
    question.policy ?? policy(),
  )
  const day = report.centreDays.find((one) => one.centreId === centreId)
  if (day === undefined) throw new Error(`${centreId} is not listed on ${date}`)
  return day
}

export function findingOf(day: CentreDayReport, rule: Rule): Finding | undefined {
  return day.findings.find((finding) => finding.rule === rule)
}

export const rulesOf = (day: CentreDayReport): Rule[] => day.findings.map((finding) => finding.rule)
