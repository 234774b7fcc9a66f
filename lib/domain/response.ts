import { addDays } from './calendar.ts'
import { type Gravity, type Incident, type LadderPolicy, openIncident, updateIncident } from './incident.ts'
import type { LedgerFact } from './ledger.ts'
import { alertMessages } from './messages/alert.ts'
import type { TellingDistrict } from './messages/recipients.ts'
import { statusMessages } from './messages/status-change.ts'
import type { Message, Official } from './outbox.ts'
import type { CentreDayReport } from './report.ts'
import type { Centre, Instant } from './rows.ts'
import {
  changesForMachines,
  decideSuspension,
  evolveSuspension,
  type Suspension,
  type SuspensionChanged,
  type SuspensionCommand,
  SYSTEM,
} from './suspension.ts'

/** What a district does about a result: whom it tells, and what it proposes. */

export interface ResponseContext {
  readonly district: TellingDistrict & { readonly alerts: { readonly surplusStep: number } }
  readonly centre: Centre
  readonly officials: readonly Official[]
  readonly at: Instant
}

export interface Standing {
  readonly incident: Incident | null
  readonly suspension: Suspension
  /** First and last issue time of the certificates that the worst finding lists. */
  readonly issuedBetween: { readonly first: Instant; readonly last: Instant } | null
}

export interface Response {
  readonly incident: Incident | null
  readonly suspension: Suspension
  readonly facts: readonly LedgerFact[]
  readonly messages: readonly Message[]
}

/** Days until a suspension that the system proposed must be looked at again. */
const REVIEW_DAYS = 7

/** Officials are told when an incident opens or grows; a suspension is proposed then, and never twice for one alert. */
export function respond(report: CentreDayReport, standing: Standing, context: ResponseContext): Response {
  const incident = nextIncident(report, standing.incident, context)
  const alerted =
    incident !== null && (incident.round !== standing.incident?.round || isNew(incident, standing))
  const quiet = {
    incident,
    suspension: standing.suspension,
    facts: factsOf(report, incident, context),
    messages: [],
  }
  if (!alerted) return quiet
  const change = proposedChange(report, incident, standing.suspension, context)
  const suspension = change ? evolveSuspension(standing.suspension, change) : standing.suspension
  return {
    incident,
    suspension,
    facts: [...quiet.facts, ...(change ? [suspensionFact(change, suspension)] : [])],
    messages: [
      ...alertsOf(report, incident, suspension, standing, context),
      ...(change?.to === 'suspended' ? noticesOf(change, suspension, context) : []),
    ],
  }
}

/** SMS and e-mail to officials, and to machines where it changes anything for them. */
export function noticesOf(
  change: SuspensionChanged,
  suspension: Suspension,
  { district, centre, officials }: Omit<ResponseContext, 'at'>,
): Message[] {
  const { status, sequence, reason, reference, incidentId } = suspension
  const facts = {
    district,
    centre,
    status,
    since: change.at,
    sequence,
    reason,
    reference,
    officials,
    incidentId,
  }
  const all = statusMessages({ ...facts, date: null })
  return changesForMachines(change) ? all : all.filter((message) => message.channel !== 'centre-status')
}

export function suspensionFact(change: SuspensionChanged, after: Suspension): LedgerFact {
  const { action, from, to, reason, reference, reviewOn, incidentId } = change
  const data = { action, from, to, sequence: after.sequence, reason, reference, reviewOn, incidentId }
  return { kind: 'suspension-changed', at: change.at, by: change.by, data }
}

export function ladderOf({
  district,
  officials,
}: Pick<ResponseContext, 'district' | 'officials'>): LadderPolicy {
  const { escalateAfterMinutes, surplusStep } = district.alerts
  return { escalateAfterMinutes, surplusStep, lastTier: Math.max(1, ...officials.map(({ tier }) => tier)) }
}

function nextIncident(
  report: CentreDayReport,
  current: Incident | null,
  context: ResponseContext,
): Incident | null {
  const gravity = gravityOf(report)
  const ladder = ladderOf(context)
  if (current && current.state !== 'closed') return updateIncident(current, gravity, context.at, ladder)
  if (!gravity) return current
  if (current && updateIncident(current, gravity, context.at, ladder).round === current.round) return current
  const { centreId, date } = report
  return openIncident(nextId(report, current), centreId, date, gravity, context.at, ladder)
}

function nextId({ centreId, date }: CentreDayReport, current: Incident | null): string {
  const number = current ? Number(current.incidentId.split('.').at(-1)) + 1 : 1
  return `${centreId}.${date}.${number}`
}

function isNew(incident: Incident, { incident: before }: Standing): boolean {
  return incident.incidentId !== before?.incidentId
}

/** Null where nobody has to be told anything. */
export function gravityOf(report: CentreDayReport): Gravity | null {
  const [worst] = report.findings
  if (report.action === 'none' || !worst) return null
  return { severity: worst.severity, unexplained: (report.counts.surplus ?? 0) + report.counts.unjudged }
}

function proposedChange(
  report: CentreDayReport,
  incident: Incident,
  suspension: Suspension,
  { at }: ResponseContext,
): SuspensionChanged | null {
  if (report.action !== 'propose-suspension' && report.action !== 'suspend') return null
  const command: SuspensionCommand = {
    action: report.action === 'suspend' ? 'suspend' : 'propose',
    by: SYSTEM,
    at,
    reason: report.findings[0]?.explanation ?? '',
    reference: incident.incidentId,
    reviewOn: addDays(report.date, REVIEW_DAYS),
    incidentId: incident.incidentId,
  }
  const decided = decideSuspension(suspension, command)
  return Array.isArray(decided) ? decided[0] : null
}

function alertsOf(
  report: CentreDayReport,
  incident: Incident,
  suspension: Suspension,
  { issuedBetween }: Standing,
  { district, centre, officials }: ResponseContext,
): Message[] {
  return alertMessages({
    district,
    centre: {
      ...centre,
      status: suspension.status === 'active' || suspension.status === 'proposed' ? 'active' : 'suspended',
    },
    report,
    incidentId: incident.incidentId,
    tier: incident.tier,
    round: String(incident.round),
    officials,
    noticedAt: incident.openedAt,
    issuedBetween,
    proposed: suspension.status === 'proposed',
  })
}

/** A day on which nothing was found and nothing stands leaves no entry but those of its sheets. */
function factsOf(
  report: CentreDayReport,
  incident: Incident | null,
  { at }: ResponseContext,
): readonly LedgerFact[] {
  if (report.findings.length === 0 && incident === null) return []
  const findings = report.findings.map(({ rule, severity, count }) => ({ rule, severity, count }))
  const { date, outcome, action, counts } = report
  const data = { date, outcome, action, counts, findings, incidentId: incident?.incidentId ?? null }
  return [{ kind: 'result-stored', at, by: SYSTEM, data }]
}
