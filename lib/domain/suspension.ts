import type { Instant, IsoDate, SuspensionPeriod } from './rows.ts'

/** The suspension of a centre: `active -> proposed -> suspended -> reinstatement-proposed -> active`. */

export type SuspensionStatus = 'active' | 'proposed' | 'suspended' | 'reinstatement-proposed'

export const SUSPENSION_ACTIONS = [
  'propose',
  'confirm',
  'refuse',
  'propose-reinstatement',
  'confirm-reinstatement',
] as const
/** What officials may ask for, and what only the system in `auto` mode does. */
export type SuspensionAction = (typeof SUSPENSION_ACTIONS)[number] | 'suspend'

export interface Suspension {
  readonly centreId: string
  readonly status: SuspensionStatus
  /** Since when this status stands, null for a centre nothing ever happened to. */
  readonly since: Instant | null
  /** Grows by one with every change, so that a reader can tell the later of two. */
  readonly sequence: number
  /** Who asked for what is waiting to be confirmed; `milaan` for the system. */
  readonly proposedBy: string | null
  readonly reason: string
  readonly reference: string
  readonly reviewOn: IsoDate | null
  readonly incidentId: string | null
  /** Every time that it was suspended, the earliest first. */
  readonly periods: readonly SuspensionPeriod[]
}

export interface SuspensionCommand {
  readonly action: SuspensionAction
  readonly by: string
  readonly at: Instant
  readonly reason: string
  readonly reference: string
  readonly reviewOn: IsoDate | null
  readonly incidentId: string | null
}

export interface SuspensionChanged extends SuspensionCommand {
  readonly kind: 'suspension-changed'
  readonly from: SuspensionStatus
  readonly to: SuspensionStatus
}

export type SuspensionRefusal =
  | {
      readonly reason: 'not-allowed'
      readonly status: SuspensionStatus
      readonly allowed: readonly SuspensionAction[]
    }
  | { readonly reason: 'same-person'; readonly proposedBy: string }

/** The system, as the one who acts. */
export const SYSTEM = 'milaan'

const TRANSITIONS: Readonly<Record<SuspensionStatus, Partial<Record<SuspensionAction, SuspensionStatus>>>> = {
  active: { propose: 'proposed', suspend: 'suspended' },
  proposed: { confirm: 'suspended', refuse: 'active', suspend: 'suspended' },
  suspended: { 'propose-reinstatement': 'reinstatement-proposed' },
  'reinstatement-proposed': { 'confirm-reinstatement': 'active', refuse: 'suspended' },
}

export function neverSuspended(centreId: string): Suspension {
  const nothing = { since: null, proposedBy: null, reviewOn: null, incidentId: null }
  return { centreId, status: 'active', sequence: 0, reason: '', reference: '', ...nothing, periods: [] }
}

/** What an official may ask for now. */
export function allowedActions(status: SuspensionStatus): readonly SuspensionAction[] {
  return SUSPENSION_ACTIONS.filter((action) => TRANSITIONS[status][action])
}

/** Two different people confirm what a person proposed; what the system proposed, one official confirms. */
export function decideSuspension(
  state: Suspension,
  command: SuspensionCommand,
): readonly [SuspensionChanged] | SuspensionRefusal {
  const to = TRANSITIONS[state.status][command.action]
  if (!to) return { reason: 'not-allowed', status: state.status, allowed: allowedActions(state.status) }
  const confirms = command.action === 'confirm' || command.action === 'confirm-reinstatement'
  if (confirms && state.proposedBy === command.by) return { reason: 'same-person', proposedBy: command.by }
  return [{ kind: 'suspension-changed', from: state.status, to, ...command }]
}

export function evolveSuspension(state: Suspension, event: SuspensionChanged): Suspension {
  const waits = event.to === 'proposed' || event.to === 'reinstatement-proposed'
  return {
    centreId: state.centreId,
    status: event.to,
    since: event.at,
    sequence: state.sequence + 1,
    proposedBy: waits ? event.by : null,
    reason: event.reason,
    reference: event.reference,
    reviewOn: event.reviewOn,
    incidentId: event.incidentId ?? state.incidentId,
    periods: changesForMachines(event) ? nextPeriods(state.periods, event) : state.periods,
  }
}

function nextPeriods(
  periods: readonly SuspensionPeriod[],
  { to, at }: SuspensionChanged,
): readonly SuspensionPeriod[] {
  if (isStopped(to)) return [...periods, { from: at, until: null }]
  return periods.map((period) => (period.until === null ? { ...period, until: at } : period))
}

/** Whether the registry must treat the centre otherwise than before: a proposal alone changes nothing for it. */
export function changesForMachines(event: SuspensionChanged): boolean {
  return isStopped(event.from) !== isStopped(event.to)
}

/** Whether the centre may issue nothing: one that is to be reinstated may not yet. */
export function isStopped(status: SuspensionStatus): boolean {
  return status === 'suspended' || status === 'reinstatement-proposed'
}
