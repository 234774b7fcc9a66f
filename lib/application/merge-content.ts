import { applyBookings, replaceBookings } from '../domain/bookings.ts'
import { applyFeed, replaceByFeed } from '../domain/certificates.ts'
import type { Head } from '../domain/head.ts'
import type { Policy } from '../domain/policy.ts'
import { earlierSheet, raise } from '../domain/raise.ts'
import type { Instant, TokenSheet } from '../domain/rows.ts'
import type { LegContent } from './store.ts'

/** How what comes meets what is known. */
export interface Merging {
  /** Sequence under which it is received. */
  readonly received: number
  /** It states the whole truth of its centre-day: rows that it omits stop counting. */
  readonly replace: boolean
  /** When it came. */
  readonly at: Instant
  readonly policy: Policy
  /** Versions of the token sheet before the one in force, where they were asked for. */
  readonly older?: readonly TokenSheet[]
}

/**
 * What is known of a leg of one centre-day after a file has said more; null where the file says nothing new. A token
 * or stock sheet replaces the version before it, and of tokens is marked what it raises; certificates and bookings add
 * to what is known. `before` are the rows in force of `head`.
 */
export function mergeContent(
  head: Head,
  before: LegContent | null,
  content: LegContent,
  merging: Merging,
): LegContent | null {
  const { received, replace } = merging
  if (content.leg === 'certificates') {
    const known = before?.leg === 'certificates' ? before.rows : []
    const stamped = content.rows.map((row) => ({ ...row, received }))
    const rows = replace ? replaceByFeed(known, stamped, received) : applyFeed(known, stamped)
    return before && rows === known ? null : { leg: 'certificates', rows }
  }
  if (content.leg === 'bookings') {
    const known = before?.leg === 'bookings' ? before.rows : []
    const rows = replace ? replaceBookings(known, content.rows) : applyBookings(known, content.rows)
    return before && rows === known ? null : { leg: 'bookings', rows }
  }
  if (content.leg === 'tokens' && before?.leg === 'tokens')
    return { leg: 'tokens', sheet: raisedSheet(head, before.sheet, content.sheet, merging) }
  return content
}

function raisedSheet(
  { centreId, date, legs }: Head,
  sheet: TokenSheet,
  after: TokenSheet,
  { at, policy, older }: Merging,
): TokenSheet {
  const { final, uploadedAt, completeUntil = uploadedAt } = legs.tokens!
  const leg = { centreId, date, sheet, final, uploadedAt, completeUntil }
  return raise(earlierSheet(leg, policy), after, at, older)
}

/** Rows that a content holds; a totals sheet is one. */
export function rowsOf(content: LegContent): number {
  if (content.leg !== 'tokens') return content.rows.length
  return content.sheet.kind === 'register' ? content.sheet.rows.length : 1
}
