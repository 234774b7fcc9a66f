import { createHash } from 'node:crypto'
import { acceptVersion, type Head, type LegVersion, newHead } from '../domain/head.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import { claimsOf } from '../domain/token-claims.ts'
import type { Deps } from './deps.ts'
import { type Change, type LegContent, LegTooLarge } from './store.ts'

/** Rows of one leg of one centre-day, those of earlier feeds included. */
const MOST_ROWS = 50_000

/** A new version of a leg, as it is about to be accepted. */
export interface Handed {
  readonly centreId: string
  readonly date: IsoDate
  readonly content: LegContent
  readonly rows: number
  readonly sha256: string
  readonly by: string
  readonly final: boolean
  /** When it came in, where that is not now. */
  readonly receivedAt?: Instant
  /** What is written in the same transaction. */
  readonly alongside?: Alongside
  /** Part of a feed, which says that rows came in when all of it is applied: nobody judges them before. */
  readonly isShare?: boolean
}

export type Alongside = Pick<Change, 'feed' | 'messages' | 'whileApplied'>

/**
 * Accepts a version of a leg of one centre-day: rows, head and ledger entry in one transaction, conditioned on
 * the head that was read. Throws StaleWrite where another came first, LegTooLarge past the limits.
 */
export async function storeVersion(
  before: Head,
  handed: Handed,
  { store, clock, district: { policy } }: Deps,
): Promise<LegVersion> {
  const { centreId, date, content, rows, sha256, by, alongside, receivedAt, isShare = false } = handed
  if (rows > MOST_ROWS) throw new LegTooLarge(`over ${MOST_ROWS} rows`)
  const at = clock.now()
  const inForce = before.legs[content.leg]
  const number = (inForce?.version ?? 0) + 1
  const uploadedAt = receivedAt ?? at
  // A leg that was closed stays so: a later version is taken, and opens nothing again.
  const final = handed.final || Boolean(inForce?.final)
  const claims =
    content.leg === 'tokens'
      ? claimsOf({ centreId, date, sheet: content.sheet, final, uploadedAt }, inForce, policy)
      : {}
  const version: LegVersion = { version: number, sha256, rows, uploadedAt, by, final, ...claims }
  const data = { date, leg: content.leg, version: number, sha256, rows, final }
  await store.commit({
    ...alongside,
    heads: [{ before, after: acceptVersion(before, content.leg, version, !isShare) }],
    legs: [{ centreId, date, version, content }],
    ...(isShare ? {} : { marks: [{ date, centreId }] }),
    facts: [{ chain: centreId, fact: { kind: 'sheet-accepted', at, by, data } }],
  })
  return version
}

export async function headOf(centreId: string, date: IsoDate, { store }: Deps): Promise<Head> {
  return (await store.head(centreId, date)) ?? newHead(centreId, date)
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
