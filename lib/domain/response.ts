import { type Gravity, type Incident, type LadderPolicy, openIncident, updateIncident } from './incident.ts'
import type { LedgerFact } from './ledger.ts'
import { rulesFingerprint } from './made-with.ts'
import { alertMessages } from './messages/alert.ts'
import type { Message } from './outbox.ts'
import {
  callsForSuspension,
  isCleared,
  noticesOf,
  proposedChange,
  type Response,
  type ResponseContext,
  suspensionFact,
  withdraw,
  withProposal,
} from './proposal.ts'
import type { CentreDayReport } from './report.ts'
import type { Instant } from './rows.ts'
import { RULE_VERSIONS } from './rules/all.ts'
import { evolveSuspension, isStopped, type Suspension, SYSTEM } from './suspension.ts'

/** What a district does about a result: whom it tells, and what it proposes. */

export interface Standing {
  readonly incident: Incident | null
  readonly suspension: Suspension
  /** First and last issue time of the certificates that the leading finding lists. */
  readonly issuedBetween: { readonly first: Instant; readonly last: Instant } | null
}

/**
 * Officials are told when an incident opens or grows. A suspension is proposed once for each alert; where another
 * proposal waits, the incident remembers that it wants one.
 */
export function respond(report: CentreDayReport, standing: Standing, context: ResponseContext): Response {
  const incident = nextIncident(report, standing.incident, context)
  const facts = factsOf(report, incident, context)
  const quiet = { incident, suspension: standing.suspension, facts, messages: [] }
  if (incident === null) return quiet
  if (isCleared(report, incident, standing.suspension)) return withdraw(quiet, incident, context)
  // People have closed it, and nothing graver came since: it wants nothing any more.
  if (incident.state === 'closed') return quiet
  const alerted = incident.round !== standing.incident?.round || isNew(incident, standing)
  if (!callsForSuspension(report)) {
    const messages = alerted ? alertsOf(report, incident, standing.suspension, standing, context) : []
    return { ...quiet, incident: withProposal(incident, 'none'), messages }
  }
  if (!alerted && incident.proposal === 'made') return quiet
  return proposeFor(report, incident, alerted, quiet, standing, context)
}

function proposeFor(
  report: CentreDayReport,
  incident: Incident,
  alerted: boolean,
  quiet: Response,
  standing: Standing,
  context: ResponseContext,
): Response {
  const change = proposedChange(report, incident, standing.suspension, context)
  const suspension = change ? evolveSuspension(standing.suspension, change) : standing.suspension
  return {
    incident: withProposal(incident, change ? 'made' : 'wanted'),
    suspension,
    facts: [...quiet.facts, ...(change ? [suspensionFact(change, suspension)] : [])],
    messages: [
      ...(alerted ? alertsOf(report, incident, suspension, standing, context) : []),
      // The alert itself tells of a proposal.
      ...(change && (change.to === 'suspended' || !alerted) ? noticesOf(change, suspension, context) : []),
    ],
  }
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
  const unexplained = (report.counts.surplus ?? 0) + report.counts.unjudged
  return { severity: worst.severity, unexplained, proposes: callsForSuspension(report) }
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
      status: isStopped(suspension.status) ? 'suspended' : 'active',
    },
    report,
    incidentId: incident.incidentId,
    tier: incident.tier,
    round: incident.round,
    officials,
    noticedAt: incident.openedAt,
    issuedBetween,
    proposed: suspension.status === 'proposed',
  })
}

/**
 * A day on which nothing was found and nothing stands leaves no entry but those of its sheets. It names the policy, each
 * rule that found something with its version, and by `rules` the versions of those that found nothing too.
 */
function factsOf(
  report: CentreDayReport,
  incident: Incident | null,
  { at, policySha256 }: ResponseContext,
): readonly LedgerFact[] {
  if (report.findings.length === 0 && incident === null) return []
  const findings = report.findings.map(({ rule, severity, count }) => {
    return { rule, version: RULE_VERSIONS[rule], severity, count }
  })
  const { date, outcome, action, counts } = report
  const madeWith = { policy: policySha256, rules: rulesFingerprint() }
  const data = { date, outcome, action, counts, findings, madeWith, incidentId: incident?.incidentId ?? null }
  return [{ kind: 'result-stored', at, by: SYSTEM, data }]
}
