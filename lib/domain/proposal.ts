import { addDays, dateOf } from './calendar.ts'
import type { Incident } from './incident.ts'
import type { LedgerFact } from './ledger.ts'
import { leadFinding } from './messages/finding-in-words.ts'
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
  SYSTEM,
} from './suspension.ts'

/** What the system itself proposes and takes back, and how people and machines are told of it. */

export interface ResponseContext {
  readonly district: TellingDistrict & { readonly alerts: { readonly surplusStep: number } }
  readonly centre: Centre
  readonly officials: readonly Official[]
  readonly at: Instant
  /** Of the policy that the result was made under. */
  readonly policySha256: string
}

export interface Response {
  readonly incident: Incident | null
  readonly suspension: Suspension
  readonly facts: readonly LedgerFact[]
  readonly messages: readonly Message[]
}

/** The moment at which something is decided, and where. */
export interface Now {
  readonly at: Instant
  readonly timeZone: string
}

/** Days until a suspension that the system proposed must be looked at again. */
const REVIEW_DAYS = 7

/** By the district's policy. */
export const callsForSuspension = ({ action }: CentreDayReport): boolean =>
  action === 'propose-suspension' || action === 'suspend'

export function withProposal(incident: Incident, proposal: Incident['proposal']): Incident {
  return incident.proposal === proposal ? incident : { ...incident, proposal }
}

/** The system's own proposal for this incident waits, and a later result no longer calls for it. */
export function isCleared(
  report: CentreDayReport,
  incident: Incident,
  { status, proposedBy, incidentId }: Suspension,
): boolean {
  const waits = status === 'proposed' && proposedBy === SYSTEM && incidentId === incident.incidentId
  return waits && !callsForSuspension(report)
}

/** Officials must not be pressed to suspend a centre that has been cleared: what the system proposed, it takes back. */
export function withdraw(quiet: Response, incident: Incident, context: ResponseContext): Response {
  const command = {
    action: 'refuse' as const,
    by: SYSTEM,
    at: context.at,
    reason: 'Withdrawn: what has come in since no longer calls for a suspension.',
    reference: incident.incidentId,
    reviewOn: null,
    incidentId: incident.incidentId,
  }
  const decided = decideSuspension(quiet.suspension, command)
  if (!Array.isArray(decided)) return quiet
  const change: SuspensionChanged = decided[0]
  const suspension = evolveSuspension(quiet.suspension, change)
  return {
    incident: withProposal(incident, 'none'),
    suspension,
    facts: [...quiet.facts, suspensionFact(change, suspension)],
    messages: noticesOf(change, suspension, context),
  }
}

/** SMS and e-mail to officials, and to machines where it changes anything for them. */
export function noticesOf(
  change: SuspensionChanged,
  suspension: Suspension,
  { district, centre, officials }: Omit<ResponseContext, 'at' | 'policySha256'>,
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
  const all = statusMessages(facts)
  return changesForMachines(change) ? all : all.filter((message) => message.channel !== 'centre-status')
}

export function suspensionFact(change: SuspensionChanged, after: Suspension): LedgerFact {
  const { action, from, to, reason, reference, reviewOn, incidentId } = change
  const data = { action, from, to, sequence: after.sequence, reason, reference, reviewOn, incidentId }
  return { kind: 'suspension-changed', at: change.at, by: change.by, data }
}

/** The system's proposal for an incident; null where the centre's state does not allow one. */
export function proposedChange(
  report: CentreDayReport,
  incident: Incident,
  suspension: Suspension,
  { at, district }: ResponseContext,
): SuspensionChanged | null {
  const action = report.action === 'suspend' ? 'suspend' : 'propose'
  return changeFor(action, incident, leadFinding(report)?.explanation ?? '', suspension, {
    at,
    ...district.policy,
  })
}

/**
 * Another incident's proposal, once one was refused: what it would have proposed waited only because of that one.
 * Null where no standing incident of the centre wants one.
 */
export function nextProposal(
  incidents: readonly Incident[],
  suspension: Suspension,
  now: Now,
): { readonly incident: Incident; readonly change: SuspensionChanged } | null {
  const wanting = incidents.find(({ standing, proposal }) => standing && proposal === 'wanted')
  if (!wanting) return null
  const reason = `The certificates of ${wanting.date} call for it too: ${wanting.told.unexplained} are not explained.`
  const change = changeFor('propose', wanting, reason, suspension, now)
  return change && { incident: { ...wanting, proposal: 'made', rev: wanting.rev + 1 }, change }
}

function changeFor(
  action: 'propose' | 'suspend',
  { incidentId }: Incident,
  reason: string,
  suspension: Suspension,
  { at, timeZone }: Now,
): SuspensionChanged | null {
  const reviewOn = addDays(dateOf(at, timeZone), REVIEW_DAYS)
  const command = { action, by: SYSTEM, at, reason, reference: incidentId, reviewOn, incidentId }
  const decided = decideSuspension(suspension, command)
  return Array.isArray(decided) ? decided[0] : null
}
