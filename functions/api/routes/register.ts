import {
  centreIdSchema,
  centreRequestSchema,
  centreSchema,
  officialIdSchema,
  officialRequestSchema,
  officialSchema,
} from '../../../lib/contracts/api.ts'
import type { Official } from '../../../lib/domain/outbox.ts'
import type { Centre } from '../../../lib/domain/rows.ts'
import { contentTag, refuseUnlessSeen } from '../conditions.ts'
import type { Answer, Route } from '../http.ts'
import { problem } from '../problem.ts'
import { readJson } from './body.ts'

/** The district's register of centres and officials: an admin's. */

export const getCentre: Route = {
  method: 'GET',
  path: '/v1/centres/{centreId}',
  groups: ['admin'],
  does: 'A centre of the register.',
  answers: { 200: { means: 'The centre.', schema: centreSchema } },
  handle: async ({ params }, { store }) => {
    const centre = await store.centre(params.centreId!)
    return centre ? answerOf(toBody(centre)) : problem('not-found', { detail: 'There is no such centre.' })
  },
}

export const putCentre: Route = {
  method: 'PUT',
  path: '/v1/centres/{centreId}',
  groups: ['admin'],
  does: 'Adds or changes a centre. Suspending is an official’s, not an admin’s.',
  body: centreRequestSchema,
  answers: {
    200: { means: 'The centre as it stands.', schema: centreSchema },
    412: { means: 'It has changed since the tag in If-Match.' },
  },
  handle: async (request, { store }) => {
    const centreId = centreIdSchema.safeParse(request.params.centreId)
    if (!centreId.success) return problem('not-found', { detail: 'The path names no centre.' })
    const body = readJson(request, centreRequestSchema)
    if (!body.ok) return body.refusal
    const before = await store.centre(centreId.data)
    const refusal = refuseUnlessSeen(request, before && contentTag(toBody(before)))
    if (refusal) return refusal
    const { name, block, opens, closes } = body.value
    const hours = { opens: minutesOf(opens), closes: minutesOf(closes) }
    // What an earlier register said of a suspension is not an admin's to change here.
    const { status, suspendedAt } = before ?? { status: 'active', suspendedAt: null }
    const centre: Centre = { centreId: centreId.data, name, block, ...hours, status, suspendedAt }
    await store.putCentre(centre)
    return answerOf(toBody(centre))
  },
}

export const getOfficial: Route = {
  method: 'GET',
  path: '/v1/officials/{id}',
  groups: ['admin'],
  does: 'An official of the register.',
  answers: { 200: { means: 'The official.', schema: officialSchema } },
  handle: async ({ params }, { store }) => {
    const official = await store.official(params.id!)
    return official ? answerOf(official) : problem('not-found', { detail: 'There is no such official.' })
  },
}

/**
 * A transaction holds 100 writes. At most it tells every official of two things at once (an alert and a suspension in
 * `auto` mode; a refusal and the next proposal), each by SMS and e-mail, beside the state itself.
 */
const MOST_OFFICIALS = 20

export const putOfficial: Route = {
  method: 'PUT',
  path: '/v1/officials/{id}',
  groups: ['admin'],
  does: 'Adds or changes an official who is told.',
  body: officialRequestSchema,
  answers: {
    200: { means: 'The official as it stands.', schema: officialSchema },
    409: { means: 'The district has as many officials as it may have.' },
    412: { means: 'It has changed since the tag in If-Match.' },
  },
  handle: async (request, { store }) => {
    const officialId = officialIdSchema.safeParse(request.params.id)
    if (!officialId.success) return problem('not-found', { detail: 'The path names no official.' })
    const body = readJson(request, officialRequestSchema)
    if (!body.ok) return body.refusal
    const before = await store.official(officialId.data)
    const refusal = refuseUnlessSeen(request, before && contentTag(before))
    if (refusal) return refusal
    if (!before && (await store.officials()).length >= MOST_OFFICIALS) {
      const detail = `A district has at most ${MOST_OFFICIALS} officials: all of them are told in one transaction.`
      return problem('not-allowed-now', { detail })
    }
    const official: Official = { officialId: officialId.data, ...body.value }
    await store.putOfficial(official)
    return answerOf(official)
  },
}

const answerOf = (body: object): Answer => ({ status: 200, headers: { etag: contentTag(body) }, body })

function toBody({ centreId, name, block, opens, closes }: Centre) {
  return { centreId, name, block, opens: clockOf(opens), closes: clockOf(closes) }
}

function minutesOf(clock: string | null): number | null {
  if (clock === null) return null
  const [hours, minutes] = clock.split(':').map(Number)
  return hours! * 60 + minutes!
}

function clockOf(minutes: number | null): string | null {
  if (minutes === null) return null
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`
}
