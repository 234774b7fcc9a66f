import { ledgerSchema } from '../../../lib/contracts/api.ts'
import { findBreak, type LedgerEntry } from '../../../lib/domain/ledger.ts'
import type { Route } from '../http.ts'
import { problem } from '../problem.ts'

/** A page ends at whichever comes first; the bytes keep it below what a Lambda may answer. */
const PAGE_ENTRIES = 5000
const PAGE_BYTES = 4 * 1024 * 1024

export const getLedger: Route = {
  method: 'GET',
  path: '/v1/centres/{centreId}/ledger',
  groups: ['official', 'admin'],
  does: 'Every decision about a centre in its hash chain, and whether the whole chain is whole.',
  query: { cursor: 'the `cursor` of the page before; its entries go on where that page ended' },
  answers: { 200: { means: 'The chain.', schema: ledgerSchema } },
  handle: async ({ params, query }, { store }) => {
    const after = query.cursor === undefined ? 0 : sequenceOf(query.cursor)
    if (after === null) return problem('invalid-request', { detail: 'cursor: is not one of ours' })
    const chain = await store.ledger(params.centreId!)
    if (chain.length === 0) {
      return problem('not-found', { detail: 'Nothing was ever decided about this centre.' })
    }
    const brokenAt = findBreak(chain)
    const page = pageOf(chain, after)
    return { status: 200, body: { chain: params.centreId, whole: brokenAt === null, brokenAt, ...page } }
  },
}

function sequenceOf(cursor: string): number | null {
  return /^\d{1,10}$/.test(cursor) ? Number(cursor) : null
}

/** At least one entry, however long it is. */
function pageOf(chain: readonly LedgerEntry[], after: number) {
  const left = chain.filter(({ sequence }) => sequence > after)
  let bytes = 0
  let end = 0
  while (end < left.length && end < PAGE_ENTRIES) {
    bytes += Buffer.byteLength(JSON.stringify(left[end]))
    if (bytes > PAGE_BYTES && end > 0) break
    end++
  }
  const entries = left.slice(0, end)
  return { entries, cursor: end < left.length ? String(entries.at(-1)!.sequence) : null }
}
