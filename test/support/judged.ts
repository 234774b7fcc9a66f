import type { Asked } from '../../lib/domain/asked.ts'
import type { Match } from '../../lib/domain/centre-day.ts'
import { gather } from '../../lib/domain/gather.ts'
import { match } from '../../lib/domain/matching/match.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { CentreDayReport, Finding, Rule } from '../../lib/domain/report.ts'
import type { District, IsoDate } from '../../lib/domain/rows.ts'
import { CENTRE, type DistrictParts, district, policy, SATURDAY } from './district.ts'

/** Which centre-day of the example is asked for, under which policy and at what time. */
export interface Question extends Partial<Asked> {
  readonly date?: IsoDate
  readonly centreId?: string
  readonly policy?: Policy
}

/** The report of one centre-day: DKMM on Saturday, unless told otherwise. */
export function reported(parts: DistrictParts, question: Question = {}): CentreDayReport {
  const { date = SATURDAY, centreId = CENTRE, asOf = null } = question
  const report = reconcile(district(parts), { from: date, to: date, asOf }, question.policy ?? policy())
  const found = report.centreDays.find((centreDay) => centreDay.centreId === centreId)
  if (!found) throw new Error(`${centreId} on ${date} is not listed`)
  return found
}

export function found(report: CentreDayReport, rule: Rule): Finding {
  const finding = report.findings.find((one) => one.rule === rule)
  if (!finding) throw new Error(`${rule} is not among ${report.findings.map((one) => one.rule).join(', ')}`)
  return finding
}

export const rulesOf = (report: CentreDayReport): Rule[] => report.findings.map(({ rule }) => rule)

/** Every match that the passes make, in no particular order. */
export function matchesOf(given: District, lookBackDays = 3): Match[] {
  const gathered = gather(given, null)
  match(gathered, lookBackDays)
  const centreDays = [...gathered.byDate.values()].flatMap((centres) => [...centres.values()])
  return centreDays.flatMap(({ certificates }) => certificates.flatMap((one) => one.match ?? []))
}

/** `C1 exact DKMM 27 #1`: certificate, kind, then centre, day of the month and number of the token. */
export function told(matches: readonly Match[]): string[] {
  return matches
    .map(({ certificate, kind, token }) => {
      const which = token
        ? `${token.centreDay.centreId} ${token.centreDay.date.slice(8)} #${token.row.tokenNo}`
        : 'of the totals'
      return `${certificate.row.certificateId} ${kind} ${which}`
    })
    .sort()
}
