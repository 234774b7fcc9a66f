import { applyBookings, replaceBookings } from '../domain/bookings.ts'
import { applyFeed, replaceByFeed } from '../domain/certificates.ts'
import type { LegContent } from './store.ts'

/** How what comes meets what is known. */
export interface Merging {
  /** Sequence under which it is received. */
  readonly received: number
  /** It states the whole truth of its centre-day: rows that it omits stop counting. */
  readonly replace: boolean
}

/**
 * What is known of a leg of one centre-day after a file has said more; null where the file says nothing new. A token
 * or stock sheet replaces the version before it; certificates and bookings add to what is known.
 */
export function mergeContent(
  before: LegContent | null,
  content: LegContent,
  { received, replace }: Merging,
): LegContent | null {
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
  return content
}

/** Rows that a content holds; a totals sheet is one. */
export function rowsOf(content: LegContent): number {
  if (content.leg !== 'tokens') return content.rows.length
  return content.sheet.kind === 'register' ? content.sheet.rows.length : 1
}
