import type { MatchKind } from '../../../lib/domain/centre-day.ts'
import { FATES, type ReconciledRow } from '../../../lib/domain/reconciled-rows.ts'

/** Innocent as they are, the gravest first. */
const KINDS: readonly MatchKind[] = ['dose-mismatch', 'transcription', 'elsewhere', 'late', 'anonymous']

/** Rows that need a look first; within a group as they came. */
export interface Ordered {
  readonly rows: Iterable<ReconciledRow>
  /** How many of them there are. */
  readonly count: number
  readonly leftOut: LeftOut
}

/** What stood past the most that may be shown, always at the end of the order. */
export interface LeftOut {
  readonly rows: number
  readonly exact: number
}

/**
 * Puts rows in the order in which a person looks at them: what does not tally, what cannot be told yet, tokens without
 * a certificate, matches with a difference, exact ones that a rule lists, and all that is in order. At most `most` are kept.
 */
export function inOrder(
  rows: Iterable<ReconciledRow>,
  isListed: (row: ReconciledRow) => boolean,
  most = Number.POSITIVE_INFINITY,
): Ordered {
  const groups = new Map<string, ReconciledRow[]>()
  for (const row of rows) {
    const name = groupOf(row, isListed)
    const group = groups.get(name)
    if (group) group.push(row)
    else groups.set(name, [row])
  }
  const ordered = ORDER.flatMap((name) => groups.get(name) ?? [])
  const leftOut = ordered.slice(Math.min(most, ordered.length))
  ordered.length -= leftOut.length
  return {
    rows: ordered,
    count: ordered.length,
    leftOut: { rows: leftOut.length, exact: leftOut.filter(({ kind }) => kind === 'exact').length },
  }
}

/** An exact match may be listed all the same: issued at night, or by an account that was suspended. */
function groupOf(row: ReconciledRow, isListed: (row: ReconciledRow) => boolean): string {
  const { fate, kind } = row
  if (fate !== 'matched') return fate
  return kind === 'exact' && isListed(row) ? 'exact and listed' : `matched ${kind}`
}

/** A token sent away has nothing to tell, and stands before the exact matches. */
const ORDER: readonly string[] = [
  ...FATES.filter((fate) => fate !== 'matched' && fate !== 'sent-away'),
  ...KINDS.map((kind) => `matched ${kind}`),
  ...['exact and listed', 'sent-away', 'matched exact'],
]
