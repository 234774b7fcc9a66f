import { type ChangeRefusal, changeSuspension } from '../../../lib/application/change-suspension.ts'
import type { Deps } from '../../../lib/application/deps.ts'
import { statusSchema, suspensionRequestSchema, suspensionSchema } from '../../../lib/contracts/api.ts'
import { formatInstant } from '../../../lib/domain/calendar.ts'
import type { Suspension } from '../../../lib/domain/suspension.ts'
import { ifMatch } from '../conditions.ts'
import type { Answer, Route } from '../http.ts'
import { problem } from '../problem.ts'
import { readJson } from './body.ts'

export const getStatus: Route = {
  method: 'GET',
  path: '/v1/centres/{centreId}/status',
  groups: ['registry', 'official', 'admin'],
  does: 'Whether the centre is active or suspended; what a registry asks before it issues.',
  answers: { 200: { means: 'Its status.', schema: statusSchema } },
  handle: async ({ params }, deps) => {
    const centre = await deps.store.centre(params.centreId!)
    if (!centre) return problem('not-found', { detail: 'The district has no such centre.' })
    return answerOf(await deps.store.suspension(centre.centreId), deps, toStatus)
  },
}

export const postSuspension: Route = {
  method: 'POST',
  path: '/v1/centres/{centreId}/suspension',
  groups: ['official'],
  does: 'Proposes, confirms or refuses a suspension or a reinstatement.',
  body: suspensionRequestSchema,
  answers: {
    200: { means: 'The suspension as it stands now.', schema: suspensionSchema },
    409: { means: 'Not allowed in the present state, or another official must confirm.' },
    412: { means: 'It has changed since the sequence in If-Match.' },
  },
  handle: async (request, deps) => {
    const body = readJson(request, suspensionRequestSchema)
    if (!body.ok) return body.refusal
    const { action, reason, reference, reviewOn = null } = body.value
    const command = { action, by: request.caller.id, reason, reference, reviewOn, incidentId: null }
    const changed = await changeSuspension(request.params.centreId!, command, ifMatch(request), deps)
    return changed.ok ? answerOf(changed.value, deps, toSuspension) : refusalOf(changed.refusal)
  },
}

function refusalOf(refusal: ChangeRefusal): Answer {
  switch (refusal.reason) {
    case 'unknown-centre':
      return problem('not-found', { detail: 'The district has no such centre.' })
    case 'same-person':
      return problem('same-person', { detail: `${refusal.proposedBy} proposed it and cannot confirm it.` })
    case 'changed-meanwhile':
      return problem('changed-meanwhile', { detail: `Its sequence is now ${refusal.sequence}.` })
    case 'not-allowed': {
      const allowed = refusal.allowed
      return problem('not-allowed-now', {
        detail: `The centre is ${refusal.status}; allowed: ${allowed.join(', ')}.`,
        allowed,
      })
    }
  }
}

function answerOf(suspension: Suspension, deps: Deps, toBody: typeof toStatus): Answer {
  const headers = { etag: `"${suspension.sequence}"` }
  return { status: 200, headers, body: toBody(suspension, deps.district.policy.timeZone) }
}

function toStatus({ centreId, status, since, sequence }: Suspension, timeZone: string): object {
  return { centreId, status, since: since === null ? null : formatInstant(since, timeZone), sequence }
}

function toSuspension(suspension: Suspension, timeZone: string): object {
  const { reason, reference, reviewOn, proposedBy, incidentId } = suspension
  return { ...toStatus(suspension, timeZone), reason, reference, reviewOn, proposedBy, incidentId }
}
