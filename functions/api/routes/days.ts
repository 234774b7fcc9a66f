import { feedIdOf } from '../../../lib/application/quarantine-alert.ts'
import { readReport } from '../../../lib/application/read-report.ts'
import type { DayContexts, QuarantineOfDay } from '../../../lib/application/store.ts'
import { boardSchema, centreDaySchema } from '../../../lib/contracts/report.ts'
import { formatInstant } from '../../../lib/domain/calendar.ts'
import type { Head } from '../../../lib/domain/head.ts'
import { compareIds } from '../../../lib/domain/ids.ts'
import { madeWith } from '../../../lib/domain/made-with.ts'
import type { CentreDayReport } from '../../../lib/domain/report.ts'
import type { Route } from '../http.ts'
import { languageOf } from '../language.ts'
import { problem } from '../problem.ts'

const PAGE = 500
const WORST_FIRST = ['breach', 'pending', 'incomplete', 'balanced']

export const getBoard: Route = {
  method: 'GET',
  path: '/v1/days/{date}',
  groups: ['official', 'admin'],
  does: 'The board: every centre-day of that date, worst first.',
  query: { cursor: 'the `cursor` of the page before' },
  answers: { 200: { means: 'The board.', schema: boardSchema } },
  handle: async ({ params, query }, { store }) => {
    const date = params.date!
    const [heads, centres, quarantines, contexts] = await Promise.all([
      store.heads([date]),
      store.centres(),
      store.quarantines(date),
      store.contexts(date),
    ])
    const names = new Map(centres.map((centre) => [centre.centreId, centre.name]))
    const rows = heads.map((head) => toBoardRow(head, names, contexts)).sort(worstFirst)
    const from = query.cursor === undefined ? 0 : cursorOf(query.cursor)
    if (from === null) return problem('invalid-request', { detail: 'cursor: is not one of ours' })
    const cursor = from + PAGE < rows.length ? String(from + PAGE) : null
    const quarantined = quarantinedOf(quarantines)
    return { status: 200, body: { date, quarantined, centreDays: rows.slice(from, from + PAGE), cursor } }
  },
}

export const getCentreDay: Route = {
  method: 'GET',
  path: '/v1/centres/{centreId}/days/{date}',
  groups: ['centre', 'official', 'admin'],
  does: 'The report of a centre-day, with the versions of its sheets and what it was made by.',
  speaks: true,
  answers: { 200: { means: 'The report, in the language of Accept-Language.', schema: centreDaySchema } },
  handle: async (request, deps) => {
    const { centreId, date } = request.params as { readonly centreId: string; readonly date: string }
    const language = languageOf(request, deps)
    const [read, contexts] = await Promise.all([
      readReport(centreId, date, deps, language),
      deps.store.contexts(date),
    ])
    if (!read) return problem('not-found', { detail: 'Nothing was handed in for this centre and date.' })
    const { head, report } = read
    const { timeZone } = deps.district.policy
    return {
      status: 200,
      headers: { etag: `"${head.rev}"`, 'content-language': language, vary: 'Accept-Language' },
      body: {
        centreId: head.centreId,
        date: head.date,
        outcome: outcomeOf(head, report),
        action: report?.action ?? null,
        counts: report?.counts ?? null,
        findings: report?.findings ?? [],
        context: contextOf(centreId, contexts),
        sheets: sheetsOf(head, timeZone),
        madeWith: {
          ...madeWith(read.policy, head.result?.judgedAt ?? null),
          asStored: read.asStored,
        },
        incidentId: head.incidentId,
      },
    }
  },
}

function quarantinedOf(quarantines: readonly QuarantineOfDay[]) {
  const feeds = [...quarantines]
    .sort((a, b) => a.sequence - b.sequence)
    .map((quarantine) => ({ feedId: feedIdOf(quarantine), leg: quarantine.leg, rows: quarantine.rows }))
  return { rows: feeds.reduce((sum, { rows }) => sum + rows, 0), feeds }
}

/** Rows were accepted that the stored result has not seen: it is not shown as if it had. */
function outcomeOf({ dirty, result }: Head, made: Pick<CentreDayReport, 'outcome'> | null = result) {
  return dirty || !result || !made ? 'pending' : made.outcome
}

function contextOf(centreId: string, contexts: DayContexts | null) {
  const context = contexts?.byCentre.get(centreId)
  return contexts && context ? { ...context, policy: contexts.policy } : null
}

function toBoardRow(head: Head, names: ReadonlyMap<string, string>, contexts: DayContexts | null) {
  const { centreId, result, incidentId } = head
  return {
    centreId,
    name: names.get(centreId) ?? centreId,
    outcome: outcomeOf(head),
    action: result?.action ?? null,
    counts: result?.counts ?? null,
    findings: result?.findings ?? [],
    context: contextOf(centreId, contexts),
    incidentId,
  }
}

type BoardRow = ReturnType<typeof toBoardRow>

function worstFirst(a: BoardRow, b: BoardRow): number {
  return WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome) || compareIds(a.centreId, b.centreId)
}

function cursorOf(cursor: string): number | null {
  return /^\d{1,9}$/.test(cursor) ? Number(cursor) : null
}

function sheetsOf({ legs }: Head, timeZone: string) {
  return Object.fromEntries(
    Object.entries(legs).map(([leg, { version, sha256, rows, uploadedAt, by, final }]) => [
      leg,
      { version, sha256, rows, uploadedAt: formatInstant(uploadedAt, timeZone), by, final },
    ]),
  )
}
