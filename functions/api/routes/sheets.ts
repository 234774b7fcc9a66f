import { acceptFeed } from '../../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../../lib/application/accept-sheet.ts'
import type { Accepted } from '../../../lib/application/receipt.ts'
import {
  centreIdSchema,
  dateSchema,
  feedReceiptSchema,
  legSchema,
  problemSchema,
  receiptSchema,
} from '../../../lib/contracts/api.ts'
import type { Leg } from '../../../lib/domain/rows.ts'
import type { Refusal } from '../../../lib/formats/faults.ts'
import type { Result } from '../../../lib/runtime/result.ts'
import type { Answer, Group, Route } from '../http.ts'
import { problem } from '../problem.ts'
import { readFile } from './body.ts'

/** The legs are independent witnesses: who hands in one may not hand in the other. */
const HANDED_IN_BY: Readonly<Record<Leg, readonly Group[]>> = {
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
  query: { final: 'true: nothing more will come for this leg' },
  answers: {
    201: { means: 'Accepted as a new version.', schema: receiptSchema },
    200: { means: 'These bytes were in force already.', schema: receiptSchema },
    422: { means: 'Refused whole, with every fault.', schema: problemSchema },
  },
  handle: async (request, deps) => {
    const place = readPlace(request.params)
    if (!place) return problem('not-found', { detail: 'The path names no centre, date or leg.' })
    const allowed = HANDED_IN_BY[place.leg]
    if (!request.caller.groups.some((group) => allowed.includes(group))) return problem('forbidden')
    const file = readFile(request)
    if (!file.ok) return file.refusal
    const { final } = request.query
    if (final !== undefined && final !== 'true' && final !== 'false') {
      return problem('invalid-request', { detail: 'final: is true or false' })
    }
    const upload = { ...place, bytes: file.value, final: final === 'true', by: request.caller.id }
    return answerOf(await acceptSheet(upload, deps))
  },
}

export const putFeed: Route = {
  method: 'PUT',
  path: '/v1/feeds/certificates',
  groups: ['registry', 'admin'],
  does: 'Hands in a certificate feed of many centres and days; it adds to what is known.',
  body: 'file',
  answers: {
    201: { means: 'Accepted.', schema: feedReceiptSchema },
    200: { means: 'All of it was known already.', schema: feedReceiptSchema },
    422: { means: 'No table, or a required column is missing.', schema: problemSchema },
  },
  handle: async (request, deps) => {
    const file = readFile(request)
    if (!file.ok) return file.refusal
    return answerOf(await acceptFeed({ bytes: file.value, by: request.caller.id }, deps))
  },
}

function readPlace({ centreId, date, leg }: Readonly<Record<string, string>>) {
  const parsed = [
    centreIdSchema.safeParse(centreId),
    dateSchema.safeParse(date),
    legSchema.safeParse(leg),
  ] as const
  const [readCentre, readDate, readLeg] = parsed
  if (!readCentre.success || !readDate.success || !readLeg.success) return null
  return { centreId: readCentre.data, date: readDate.data, leg: readLeg.data }
}

function answerOf(accepted: Result<Accepted<unknown>, Refusal>): Answer {
  if (!accepted.ok) {
    const { faults } = accepted.refusal
    const status = faults.some((fault) => fault.reason === 'too-large') ? 'too-large' : 'sheet-refused'
    return problem(status, {
      detail: `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`,
      faults,
    })
  }
  return { status: accepted.value.replay ? 200 : 201, body: accepted.value.receipt }
}
