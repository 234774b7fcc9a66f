import type { Severity } from './report.ts'
import type { Instant, IsoDate } from './rows.ts'

/** One open incident a centre-day: `open -> acknowledged -> under-inquiry -> closed`. */

export type IncidentState = 'open' | 'acknowledged' | 'under-inquiry' | 'closed'
export type IncidentCause = 'confirmed' | 'explained' | 'false-alarm'

/** What the latest result says, as far as it decides whom to tell. */
export interface Gravity {
  readonly severity: Severity
  /** Certificates that nothing explains. */
  readonly unexplained: number
  /** The policy calls for a suspension. */
  readonly proposes: boolean
}

export interface Incident {
  readonly incidentId: string
  readonly centreId: string
  readonly date: IsoDate
  readonly state: IncidentState
  readonly openedAt: Instant
  /** Grows by one with every change: what a writer conditions on. */
  readonly rev: number
  /** False once a later result no longer finds anything: the incident stays until people close it. */
  readonly standing: boolean
  /** What officials were last told, and when. */
  readonly told: Gravity
  readonly toldAt: Instant
  /** How often officials were told: the first alert is round 1. */
  readonly round: number
  /** Highest step of the ladder that was told. */
  readonly tier: number
  /** When the next step is told if nobody acknowledges; null: never. */
  readonly escalateAt: Instant | null
  /** Whether a suspension was proposed for it, or would be but for another proposal that waits. */
  readonly proposal: 'none' | 'wanted' | 'made'
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Instant | null
  readonly cause: IncidentCause | null
}

export type IncidentCommand =
  | { readonly kind: 'acknowledge'; readonly by: string; readonly at: Instant; readonly note: string }
  | { readonly kind: 'start-inquiry'; readonly by: string; readonly at: Instant; readonly note: string }
  | {
      readonly kind: 'close'
      readonly by: string
      readonly at: Instant
      readonly note: string
      readonly cause: IncidentCause
    }
  | { readonly kind: 'note'; readonly by: string; readonly at: Instant; readonly note: string }

const TRANSITIONS: Readonly<Record<IncidentState, Partial<Record<IncidentCommand['kind'], IncidentState>>>> =
  {
    open: { acknowledge: 'acknowledged', note: 'open' },
    acknowledged: { 'start-inquiry': 'under-inquiry', close: 'closed', note: 'acknowledged' },
    'under-inquiry': { close: 'closed', note: 'under-inquiry' },
    closed: { note: 'closed' },
  }

export interface IncidentRefusal {
  readonly reason: 'not-allowed'
  readonly state: IncidentState
  readonly allowed: readonly IncidentCommand['kind'][]
}

export function allowedCommands(state: IncidentState): readonly IncidentCommand['kind'][] {
  return Object.keys(TRANSITIONS[state]) as IncidentCommand['kind'][]
}

/** What an official's command makes of the incident, or why it may not be. */
export function commandIncident(incident: Incident, command: IncidentCommand): Incident | IncidentRefusal {
  const state = TRANSITIONS[incident.state][command.kind]
  if (!state)
    return { reason: 'not-allowed', state: incident.state, allowed: allowedCommands(incident.state) }
  const next = { ...incident, state, rev: incident.rev + 1 }
  switch (command.kind) {
    case 'acknowledge':
      return { ...next, acknowledgedBy: command.by, acknowledgedAt: command.at, escalateAt: null }
    case 'close':
      return { ...next, cause: command.cause }
    case 'start-inquiry':
    case 'note':
      return next
  }
}

export interface LadderPolicy {
  readonly escalateAfterMinutes: number
  readonly surplusStep: number
  /** Highest step of the ladder that has anyone in it. */
  readonly lastTier: number
}

export function openIncident(
  incidentId: string,
  centreId: string,
  date: IsoDate,
  gravity: Gravity,
  at: Instant,
  ladder: LadderPolicy,
): Incident {
  return {
    incidentId,
    centreId,
    date,
    state: 'open',
    openedAt: at,
    rev: 1,
    standing: true,
    told: gravity,
    toldAt: at,
    round: 1,
    tier: 1,
    escalateAt: nextStep(1, at, ladder),
    proposal: 'none',
    acknowledgedBy: null,
    acknowledgedAt: null,
    cause: null,
  }
}

/**
 * The incident after a later result of its centre-day. Officials are told again (a new round, from the first
 * step) only when the severity rose, the unexplained certificates grew by the policy's step, or a suspension is called
 * for that was not before. Where nothing is found any more nobody further is told, until it is found again.
 */
export function updateIncident(
  incident: Incident,
  gravity: Gravity | null,
  at: Instant,
  ladder: LadderPolicy,
): Incident {
  if (!gravity) {
    return incident.standing
      ? { ...incident, standing: false, escalateAt: null, rev: incident.rev + 1 }
      : incident
  }
  if (!isGraver(gravity, incident.told, ladder.surplusStep)) {
    if (incident.standing) return incident
    const escalateAt = incident.state === 'open' ? nextStep(incident.tier, at, ladder) : null
    return { ...incident, standing: true, escalateAt, rev: incident.rev + 1 }
  }
  const again = { standing: true, told: gravity, toldAt: at, round: incident.round + 1, tier: 1 }
  // What was acknowledged was less; the ledger keeps by whom.
  const nobody = { acknowledgedBy: null, acknowledgedAt: null }
  return {
    ...incident,
    ...again,
    ...nobody,
    rev: incident.rev + 1,
    state: 'open',
    escalateAt: nextStep(1, at, ladder),
  }
}

/** The incident after its next step of the ladder was told; the same where nothing is due. */
export function escalateIncident(incident: Incident, at: Instant, ladder: LadderPolicy): Incident {
  if (incident.state !== 'open' || incident.escalateAt === null || incident.escalateAt > at) return incident
  const tier = incident.tier + 1
  return { ...incident, tier, toldAt: at, rev: incident.rev + 1, escalateAt: nextStep(tier, at, ladder) }
}

function nextStep(tier: number, at: Instant, ladder: LadderPolicy): Instant | null {
  return tier < ladder.lastTier ? at + ladder.escalateAfterMinutes * 60_000 : null
}

function isGraver(now: Gravity, told: Gravity, step: number): boolean {
  const ranks: readonly Severity[] = ['info', 'minor', 'major', 'critical']
  return (
    ranks.indexOf(now.severity) > ranks.indexOf(told.severity) ||
    now.unexplained >= told.unexplained + step ||
    (now.proposes && !told.proposes)
  )
}
