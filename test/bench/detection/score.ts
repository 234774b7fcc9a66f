import { addDays, cutOffOf, daysBetween } from '../../../lib/domain/calendar.ts'
import { judge } from '../../../lib/domain/judge.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import { reconcile } from '../../../lib/domain/reconcile.ts'
import type { CentreDayReport, Finding, Rule } from '../../../lib/domain/report.ts'
import type { Centre, Instant, IsoDate, PastDay } from '../../../lib/domain/rows.ts'
import { districtOf, type SimulatedDistrict } from '../../../lib/simulation/simulate.ts'
import type { SimulatedDay } from '../../../lib/simulation/simulated-day.ts'
import type { FraudTruth } from '../../../lib/simulation/truth.ts'

/** How an engine that is given a simulated district does beside what really happened there. */

/**
 * Each certificate that these list is contradicted by a record of its own. What others list is a group: a burst, a
 * day without a sheet, a day with more certificates than doses; which of it is fake they do not say.
 */
export const NAMING: ReadonlySet<Rule> = new Set([
  'certificate-without-token',
  'certificate-for-deferred-token',
  'certificate-while-suspended',
  'duplicate-certificate',
  'sheet-raised',
  'unknown-centre',
])

/** A raised totals sheet says how many tokens too many, and lists every certificate that they may have taken in. */
const isNaming = ({ rule, tokens }: Finding): boolean =>
  NAMING.has(rule) && (rule !== 'sheet-raised' || tokens.length > 0)

/** A simulated district with all that has come in by the end, and the truth by place. */
export interface Case {
  readonly centres: readonly Centre[]
  readonly days: readonly SimulatedDay[]
  readonly from: IsoDate
  readonly to: IsoDate
  readonly frauds: readonly FraudTruth[]
  readonly doubles: ReadonlySet<string>
  /** Places, as `placeOf` writes them. */
  readonly lostSheets: ReadonlySet<string>
}

export const placeOf = ({ centreId, date }: { readonly centreId: string; readonly date: IsoDate }): string =>
  `${date} ${centreId}`

export const isGrave = ({ severity }: Finding): boolean => severity === 'critical' || severity === 'major'

export function caseOf(district: SimulatedDistrict, from: IsoDate, length: number): Case {
  const days = [...district.days()]
  const truths = days.map(({ truth }) => truth)
  return {
    centres: district.centres,
    days,
    from,
    to: addDays(from, length - 1),
    frauds: truths.flatMap(({ frauds }) => frauds),
    doubles: new Set(truths.flatMap(({ doubles }) => doubles)),
    lostSheets: new Set(
      days.flatMap(({ date, truth }) => truth.lostSheets.map((centreId) => placeOf({ date, centreId }))),
    ),
  }
}

/** When everything that will ever come has come, and the patience for missing sheets is at its end. */
export function endOf({ to }: Case, policy: Policy): Instant {
  return cutOffOf(addDays(to, policy.missingSheetDays + 3), policy)
}

/** The reports of a case at its end. */
export function judgedAtEnd(simulated: Case, policy: Policy): readonly CentreDayReport[] {
  const { days, centres, from, to } = simulated
  return reconcile(districtOf(days, centres), { from, to, asOf: endOf(simulated, policy) }, policy).centreDays
}

/** What each centre's days tell later ones, at the end. */
export function pastOf(simulated: Case, policy: Policy): ReadonlyMap<string, readonly PastDay[]> {
  const { days, centres, from, to } = simulated
  const past = new Map<string, PastDay[]>()
  for (const { report, past: day } of judge(districtOf(days, centres), { from, to, asOf: null }, policy)) {
    past.set(report.centreId, [...(past.get(report.centreId) ?? []), day])
  }
  return past
}

/** Sums of one or more cases; every figure is a number of rows or of centre-days. */
export interface Score {
  /** All fake certificates. */
  readonly fakes: number
  /** Fakes that the records can name one by one, and those that a critical or major finding which accuses single rows lists. */
  readonly nameable: number
  readonly named: number
  /** Centre-days of fraud that the records show in any way, and those that a rule meant for it speaks of. */
  readonly showing: number
  readonly told: number
  /** Centre-days of fraud over which only weeks can speak, by centre, and centres that `drift` speaks of. */
  readonly trends: number
  readonly trendsTold: number
  /** For each of the latter the days from the first of the fraud to the first on which `drift` speaks. */
  readonly trendDays: readonly number[]
  /** Fakes that no record shows, and those listed all the same. */
  readonly invisible: number
  readonly invisibleNamed: number
  /** Honest certificates that a rule which accuses single rows lists. */
  readonly wronglyNamed: number
  /** Honest certificates in a group that a critical or major finding lists. */
  readonly listedBeside: number
  readonly honestDays: number
  readonly honestBreaches: number
  readonly honestBreachesByRule: Readonly<Partial<Record<Rule, number>>>
  readonly wronglyProposed: number
  /** Proposed at a centre that had fakes among its totals shortly before: they took the place of its honest backlog. */
  readonly afterFraudProposed: number
  /** Proposed because their sheet was never found: the contract says so. */
  readonly lostProposed: number
}

export function scoreOf(simulated: Case, policy: Policy): Score {
  const reports = judgedAtEnd(simulated, policy)
  const byPlace = new Map(reports.map((report) => [placeOf(report), report]))
  return {
    ...scoreFrauds(simulated, byPlace),
    ...scoreNames(simulated, reports),
    ...scoreHonestDays(simulated, reports, policy),
  }
}

function scoreFrauds({ frauds }: Case, byPlace: ReadonlyMap<string, CentreDayReport>) {
  const listed = (fraud: FraudTruth): ReadonlySet<string> => namedIn(byPlace.get(placeOf(fraud)))
  const countNamed = (some: readonly FraudTruth[]): number =>
    some.reduce((sum, fraud) => sum + countIn(fraud.certificates, listed(fraud)), 0)
  const rowsOf = (some: readonly FraudTruth[]): number =>
    some.reduce((sum, { certificates }) => sum + certificates.length, 0)
  const seenAs = (...kinds: readonly FraudTruth['visible'][]): readonly FraudTruth[] =>
    frauds.filter((fraud) => kinds.includes(fraud.visible) && isGuilty(fraud))
  const showing = seenAs('rows', 'count')
  const trends = seenAs('trend')
  const centresOf = (some: readonly FraudTruth[]): number =>
    new Set(some.map(({ centreId }) => centreId)).size
  const isTold = (fraud: FraudTruth): boolean => tells(byPlace.get(placeOf(fraud)), fraud)
  return {
    fakes: rowsOf(frauds),
    nameable: rowsOf(seenAs('rows')),
    named: countNamed(seenAs('rows')),
    showing: showing.length,
    told: showing.filter(isTold).length,
    trends: centresOf(trends),
    trendsTold: centresOf(trends.filter(isTold)),
    trendDays: [...new Set(trends.map(({ centreId }) => centreId))].flatMap((centreId) => {
      const own = trends.filter((fraud) => fraud.centreId === centreId)
      const first = own.find(isTold)
      return first ? [daysBetween(own[0]!.date, first.date)] : []
    }),
    invisible: rowsOf(seenAs('none')),
    invisibleNamed: countNamed(seenAs('none')),
  }
}

/** Certificates that the report names one by one. */
export function namedIn(report: CentreDayReport | undefined): ReadonlySet<string> {
  const naming = report?.findings.filter((finding) => isGrave(finding) && isNaming(finding)) ?? []
  return new Set(naming.flatMap(({ certificates }) => certificates))
}

/** Whether a grave finding speaks of that centre-day by a rule that shows the fraud, or by its number alone. */
export function tells(report: CentreDayReport | undefined, { by, visible }: FraudTruth): boolean {
  const showing = new Set<Rule>([
    ...by,
    ...(visible === 'count' ? (['certificates-exceed-tokens'] as const) : []),
  ])
  return report?.findings.some((finding) => isGrave(finding) && showing.has(finding.rule)) ?? false
}

function scoreNames({ frauds, doubles }: Case, reports: readonly CentreDayReport[]) {
  const known = new Set([...frauds.flatMap(({ certificates }) => certificates), ...doubles])
  let wronglyNamed = 0
  let listedBeside = 0
  for (const { findings } of reports) {
    const named = new Set<string>()
    const beside = new Set<string>()
    for (const finding of findings.filter(isGrave)) {
      const listed = isNaming(finding) ? named : beside
      for (const id of finding.certificates) if (!known.has(id)) listed.add(id)
    }
    wronglyNamed += named.size
    listedBeside += beside.size
  }
  return { wronglyNamed, listedBeside }
}

/** Honest certificates that this report accuses one by one. */
export function accusedIn({ frauds, doubles }: Case, { findings }: CentreDayReport): readonly string[] {
  const known = new Set([...frauds.flatMap(({ certificates }) => certificates), ...doubles])
  return findings
    .filter((finding) => isGrave(finding) && isNaming(finding))
    .flatMap(({ certificates }) => certificates.filter((id) => !known.has(id)))
}

export const proposes = ({ action }: CentreDayReport): boolean =>
  action === 'propose-suspension' || action === 'suspend'

function scoreHonestDays(simulated: Case, reports: readonly CentreDayReport[], policy: Policy) {
  const honest = honestOf(simulated, reports)
  const breaches = honest.filter(({ outcome }) => outcome === 'breach')
  const byRule: Partial<Record<Rule, number>> = {}
  for (const { findings } of breaches) {
    for (const { rule } of findings.filter(isGrave)) byRule[rule] = (byRule[rule] ?? 0) + 1
  }
  const proposed = honest.filter(proposes)
  const isLost = (report: CentreDayReport): boolean => simulated.lostSheets.has(placeOf(report))
  const isAfterFraud = ({ centreId, date }: CentreDayReport): boolean =>
    simulated.frauds.some((fraud) => {
      const days = daysBetween(fraud.date, date)
      return fraud.centreId === centreId && isGuilty(fraud) && days > 0 && days <= policy.lookBackDays
    })
  const lost = proposed.filter(isLost)
  const after = proposed.filter((report) => !isLost(report) && isAfterFraud(report))
  return {
    honestDays: honest.length,
    honestBreaches: breaches.length,
    honestBreachesByRule: byRule,
    wronglyProposed: proposed.length - lost.length - after.length,
    afterFraudProposed: after.length,
    lostProposed: lost.length,
  }
}

/** A centre that hides among its shortfall is guilty on days without one, too. */
const isGuilty = ({ visible, certificates }: FraudTruth): boolean =>
  visible === 'trend' || certificates.length > 0

/** Centre-days on which nobody did anything wrong. */
export function honestOf<Day extends { readonly centreId: string; readonly date: IsoDate }>(
  { frauds }: Case,
  days: readonly Day[],
): readonly Day[] {
  const guilty = new Set(frauds.filter(isGuilty).map(placeOf))
  return days.filter((day) => !guilty.has(placeOf(day)))
}

export function addScores(a: Score, b: Score): Score {
  const byRule: Partial<Record<Rule, number>> = { ...a.honestBreachesByRule }
  for (const [rule, count] of Object.entries(b.honestBreachesByRule)) {
    byRule[rule as Rule] = (byRule[rule as Rule] ?? 0) + count
  }
  const sums = Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, Number(value) + Number(b[name as keyof Score])]),
  ) as unknown as Score
  return { ...sums, honestBreachesByRule: byRule, trendDays: [...a.trendDays, ...b.trendDays] }
}

const countIn = (ids: readonly string[], listed: ReadonlySet<string>): number =>
  ids.filter((id) => listed.has(id)).length
