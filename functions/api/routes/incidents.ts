import {
  type AskedOfIncident,
  type CommandRefusal,
  handleIncident,
} from '../../../lib/application/command-incident.ts'
import type { Deps } from '../../../lib/application/deps.ts'
import {
  closeRequestSchema,
  incidentDetailSchema,
  incidentSchema,
  incidentsSchema,
  mandatoryNoteSchema,
  noteRequestSchema,
  stateQuerySchema,
} from '../../../lib/contracts/api.ts'
import { formatInstant } from '../../../lib/domain/calendar.ts'
import type { Incident } from '../../../lib/domain/incident.ts'
import { ifMatch } from '../conditions.ts'
import type { Answer, Request, Route } from '../http.ts'
import { problem } from '../problem.ts'
import { readJson } from './body.ts'

export const getIncidents: Route = {
  method: 'GET',
  path: '/v1/incidents',
  groups: ['official', 'admin'],
  does: 'Incidents of one state, oldest first.',
  query: { state: 'open (default), acknowledged, under-inquiry or closed' },
  answers: { 200: { means: 'The list.', schema: incidentsSchema } },
  handle: async ({ query }, deps) => {
    const state = stateQuerySchema.safeParse(query.state ?? 'open')
    if (!state.success)
      return problem('invalid-request', { detail: 'state: open, acknowledged, under-inquiry or closed' })
    const incidents = await deps.store.incidents(state.data)
    return { status: 200, body: { incidents: incidents.map((incident) => toBody(incident, deps)) } }
  },
}

export const getIncident: Route = {
  method: 'GET',
  path: '/v1/incidents/{id}',
  groups: ['official', 'admin'],
  does: 'One incident with its timeline.',
  answers: { 200: { means: 'The incident.', schema: incidentDetailSchema } },
  handle: async ({ params }, deps) => {
    const incident = await deps.store.incident(params.id!)
    if (!incident) return problem('not-found', { detail: 'There is no such incident.' })
    const entries = await deps.store.ledger(incident.centreId)
    const timeline = entries.filter(({ data }) => data.incidentId === incident.incidentId)
    return { ...answerOf(incident, deps), body: { ...toBody(incident, deps), timeline } }
  },
}

export const acknowledge: Route = {
  ...command('acknowledge', 'Says that an official has taken it up; nobody further is told.'),
  body: noteRequestSchema,
  handle: async (request, deps) => {
    const body = readJson(request, noteRequestSchema)
    if (!body.ok) return body.refusal
    const { note = '' } = body.value
    return carryOut(request, { kind: 'acknowledge', by: request.caller.id, note }, deps)
  },
}

export const addNote: Route = {
  ...command('notes', 'Adds a note to the timeline.'),
  body: mandatoryNoteSchema,
  handle: async (request, deps) => {
    const body = readJson(request, mandatoryNoteSchema)
    if (!body.ok) return body.refusal
    return carryOut(request, { kind: 'note', by: request.caller.id, note: body.value.note }, deps)
  },
}

export const startInquiry: Route = {
  ...command('inquiry', 'Starts the inquiry.'),
  body: mandatoryNoteSchema,
  handle: async (request, deps) => {
    const body = readJson(request, mandatoryNoteSchema)
    if (!body.ok) return body.refusal
    return carryOut(request, { kind: 'start-inquiry', by: request.caller.id, note: body.value.note }, deps)
  },
}

export const close: Route = {
  ...command('close', 'Closes it, with its cause.'),
  body: closeRequestSchema,
  handle: async (request, deps) => {
    const body = readJson(request, closeRequestSchema)
    if (!body.ok) return body.refusal
    const { cause, note } = body.value
    return carryOut(request, { kind: 'close', by: request.caller.id, note, cause }, deps)
  },
}

function command(path: string, does: string): Omit<Route, 'handle' | 'body'> {
  return {
    method: 'POST',
    path: `/v1/incidents/{id}/${path}`,
    groups: ['official'],
    does,
    answers: {
      200: { means: 'The incident as it stands now.', schema: incidentSchema },
      409: { means: 'Not allowed in the present state; `allowed` names what is.' },
    },
  }
}

async function carryOut(request: Request, asked: AskedOfIncident, deps: Deps): Promise<Answer> {
  const changed = await handleIncident(request.params.id!, asked, ifMatch(request), deps)
  return changed.ok ? answerOf(changed.value, deps) : refusalOf(changed.refusal)
}

function refusalOf(refusal: CommandRefusal): Answer {
  switch (refusal.reason) {
    case 'unknown-incident':
      return problem('not-found', { detail: 'There is no such incident.' })
    case 'changed-meanwhile':
      return problem('changed-meanwhile', { detail: `Its revision is now ${refusal.rev}.` })
    case 'not-allowed': {
      const allowed = refusal.allowed
      return problem('not-allowed-now', {
        detail: `The incident is ${refusal.state}; allowed: ${allowed.join(', ')}.`,
        allowed,
      })
    }
  }
}

function answerOf(incident: Incident, deps: Deps): Answer {
  return { status: 200, headers: { etag: `"${incident.rev}"` }, body: toBody(incident, deps) }
}

function toBody(incident: Incident, { district }: Deps): object {
  const {
    incidentId,
    centreId,
    date,
    state,
    openedAt,
    told,
    standing,
    tier,
    acknowledgedBy,
    acknowledgedAt,
    cause,
  } = incident
  const at = (instant: number | null) =>
    instant === null ? null : formatInstant(instant, district.policy.timeZone)
  return {
    incidentId,
    centreId,
    date,
    state,
    openedAt: at(openedAt),
    severity: told.severity,
    unexplained: told.unexplained,
    standing,
    tier,
    acknowledgedBy,
    acknowledgedAt: at(acknowledgedAt),
    cause,
  }
}
