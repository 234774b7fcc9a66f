import { acceptSheet } from '../../../lib/application/accept-sheet.ts'
import { centreIdSchema, problemSchema, receiptSchema } from '../../../lib/contracts/api.ts'
import { legSchema } from '../../../lib/contracts/report.ts'
import type { Leg } from '../../../lib/domain/rows.ts'
import { refuseUnlessSeen } from '../conditions.ts'
import type { Group, Route } from '../http.ts'
import { languageOf } from '../language.ts'
import { problem } from '../problem.ts'
import { readFile } from './body.ts'
import { answerOf } from './intake-answer.ts'
import { readFlag } from './query.ts'

/** The legs are independent witnesses: who hands in one may not hand in the other. */
export const HANDED_IN_BY: Readonly<Record<Leg, readonly Group[]>> = {
  tokens: ['centre', 'admin'],
  stock: ['centre', 'admin'],
  certificates: ['registry', 'admin'],
  bookings: ['registry', 'admin'],
}

export const putSheet: Route = {
  method: 'PUT',
  path: '/v1/centres/{centreId}/days/{date}/sheets/{leg}',
  groups: ['centre', 'registry', 'admin'],
  does: 'Hands in the file of one leg of one centre-day; `?final=true` closes the leg.',
  body: 'file',
  speaks: true,
  query: {
    final: 'true: nothing more will come for this leg',
    replace: 'true: certificates or bookings of this centre-day that the file omits count no more',
  },
  answers: {
    201: { means: 'Accepted as a new version.', schema: receiptSchema },
    200: { means: 'These bytes were in force already.', schema: receiptSchema },
    412: { means: 'The centre-day has changed since the tag in If-Match.' },
    413: { means: 'Over 4 MiB.' },
    415: { means: 'A form or JSON is no file.' },
    422: { means: 'Refused whole, with every fault.', schema: problemSchema },
  },
  handle: async (request, deps) => {
    const leg = legSchema.parse(request.params.leg)
    const allowed = HANDED_IN_BY[leg]
    if (!request.caller.groups.some((group) => allowed.includes(group))) return problem('forbidden')
    const centreId = centreIdSchema.safeParse(request.params.centreId)
    if (!centreId.success) return problem('not-found', { detail: 'The path names no centre.' })
    const place = { centreId: centreId.data, date: request.params.date!, leg }
    const file = readFile(request)
    if (!file.ok) return file.refusal
    const final = readFlag(request, 'final')
    if (!final.ok) return final.refusal
    const replace = readFlag(request, 'replace')
    if (!replace.ok) return replace.refusal
    const head = request.headers['if-match'] ? await deps.store.head(place.centreId, place.date) : null
    const refusal = refuseUnlessSeen(request, head && `"${head.rev}"`)
    if (refusal) return refusal
    const language = languageOf(request, deps)
    const said = { final: final.value, replace: replace.value, by: request.caller.id, language }
    const upload = { ...place, bytes: file.value, ...said }
    return answerOf(await acceptSheet(upload, deps), language)
  },
}
