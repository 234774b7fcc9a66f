import { acceptFeed } from '../../../lib/application/accept-feed.ts'
import { sourceOf } from '../../../lib/application/byte-source.ts'
import { PATIENCE_MS } from '../../../lib/application/judge-inline.ts'
import { feedIdOf } from '../../../lib/application/quarantine-alert.ts'
import { readFeedRecord } from '../../../lib/application/read-feed-record.ts'
import { feedReceiptSchema, feedRecordSchema, problemSchema } from '../../../lib/contracts/api.ts'
import { formatInstant } from '../../../lib/domain/calendar.ts'
import type { Leg } from '../../../lib/domain/rows.ts'
import type { Group, Route } from '../http.ts'
import { languageOf } from '../language.ts'
import { problem } from '../problem.ts'
import { readFile } from './body.ts'
import { answerOf } from './intake-answer.ts'
import { readFlag } from './query.ts'

/** A centre hands in its own sheets, one at a time; files of many centres are the district's. */
const FED_BY: Readonly<Record<Leg, readonly Group[]>> = {
  certificates: ['registry', 'admin'],
  bookings: ['registry', 'admin'],
  tokens: ['admin'],
  stock: ['admin'],
}

const DOES: Readonly<Record<Leg, string>> = {
  certificates: 'Hands in certificates of many centres and days; they add to what is known.',
  bookings: 'Hands in bookings of many centres and days; they add to what is known.',
  tokens: 'Hands in the token sheets of many centres and days, which replace those before: all or none.',
  stock: 'Hands in the stock sheets of many centres and days, which replace those before: all or none.',
}

export const putFeeds: readonly Route[] = (['certificates', 'bookings', 'tokens', 'stock'] as const).map(
  (leg) => ({
    method: 'PUT',
    path: `/v1/feeds/${leg}`,
    groups: FED_BY[leg],
    does: DOES[leg],
    body: 'file',
    speaks: true,
    query: {
      replace: 'true: what is known of each centre and date in the file, and omitted by it, counts no more',
    },
    answers: {
      201: { means: 'Accepted.', schema: feedReceiptSchema },
      200: { means: 'All of it was known already.', schema: feedReceiptSchema },
      413: { means: 'Over 4 MiB.' },
      415: { means: 'A form or JSON is no file.' },
      422: {
        means: 'No table, or a required column is missing; of sheets, every fault.',
        schema: problemSchema,
      },
    },
    handle: async (request, deps) => {
      const file = readFile(request)
      if (!file.ok) return file.refusal
      const replace = readFlag(request, 'replace')
      if (!replace.ok) return replace.refusal
      const handed = {
        leg,
        source: sourceOf(file.value),
        by: request.caller.id,
        replace: replace.value,
        patienceMs: PATIENCE_MS,
      }
      return answerOf(await acceptFeed(handed, deps), languageOf(request, deps))
    },
  }),
)

export const getFeed: Route = {
  method: 'GET',
  path: '/v1/feeds/feed.{sequence}',
  groups: ['registry', 'official', 'admin'],
  does: 'A feed that was handed in, and which of its rows could not be read. A registry sees its own.',
  answers: { 200: { means: 'How it stands.', schema: feedRecordSchema } },
  handle: async ({ params, caller }, deps) => {
    const record = await readFeedRecord(Number(params.sequence), deps)
    const maySee = caller.groups.some((group) => group === 'official' || group === 'admin')
    if (!record || !(maySee || record.feed.by === caller.id)) {
      return problem('not-found', { detail: 'There is no feed of this id.' })
    }
    const { leg, by, state, replace, sha256, rows, quarantined, reasons, dates, receivedAt } = record.feed
    return {
      status: 200,
      body: {
        feedId: feedIdOf(record.feed),
        ...{ leg, by, state, replace, sha256, rows, dates, reasons },
        receivedAt: formatInstant(receivedAt, deps.district.policy.timeZone),
        quarantinedRows: quarantined,
        quarantined: record.quarantined,
      },
    }
  },
}
