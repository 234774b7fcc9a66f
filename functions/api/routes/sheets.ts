import { acceptFeed, type FeedReceipt } from '../../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../../lib/application/accept-sheet.ts'
import { sourceOf } from '../../../lib/application/byte-source.ts'
import type { Accepted, Receipt } from '../../../lib/application/receipt.ts'
import {
  centreIdSchema,
  feedReceiptSchema,
  legSchema,
  problemSchema,
  receiptSchema,
} from '../../../lib/contracts/api.ts'
import type { Leg } from '../../../lib/domain/rows.ts'
import type { Refusal } from '../../../lib/formats/faults.ts'
import type { Result } from '../../../lib/runtime/result.ts'
import { refuseUnlessSeen } from '../conditions.ts'
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

/** Quarantined rows that a receipt lists: a broken feed may have more than an answer can carry. */
const LISTED = 1000

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
    const { final } = request.query
    if (final !== undefined && final !== 'true' && final !== 'false') {
      return problem('invalid-request', { detail: 'final: is true or false' })
    }
    const head = request.headers['if-match'] ? await deps.store.head(place.centreId, place.date) : null
    const refusal = refuseUnlessSeen(request, head && `"${head.rev}"`)
    if (refusal) return refusal
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
    413: { means: 'Over 4 MiB.' },
    415: { means: 'A form or JSON is no file.' },
    422: { means: 'No table, or a required column is missing.', schema: problemSchema },
  },
  handle: async (request, deps) => {
    const file = readFile(request)
    if (!file.ok) return file.refusal
    return answerOf(
      await acceptFeed({ leg: 'certificates', source: sourceOf(file.value), by: request.caller.id }, deps),
    )
  },
}

function answerOf(accepted: Result<Accepted<Receipt | FeedReceipt>, Refusal>): Answer {
  if (!accepted.ok) {
    const { faults } = accepted.refusal
    const status = faults.some((fault) => fault.reason === 'too-large') ? 'too-large' : 'sheet-refused'
    return problem(status, {
      detail: `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`,
      faults,
    })
  }
  const { replay, receipt } = accepted.value
  const quarantined = receipt.quarantined.slice(0, LISTED).map(({ row, reason }) => ({ row, reason }))
  const body = { ...receipt, quarantined, quarantinedRows: receipt.quarantined.length }
  return { status: replay ? 200 : 201, body }
}
