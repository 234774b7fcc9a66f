import type { MatchKind } from '../../../lib/domain/centre-day.ts'
import { FATES, type ReconciledRow } from '../../../lib/domain/reconciled-rows.ts'

/** Innocent as they are, the gravest first. */
const KINDS: readonly MatchKind[] = ['dose-mismatch', 'transcription', 'elsewhere', 'late', 'anonymous']

/** A token sent away has nothing to tell, and stands before the exact matches. */
const ORDER: readonly string[] = [
  ...FATES.filter((fate) => fate !== 'matched' && fate !== 'sent-away'),
  ...KINDS.map((kind) => `matched ${kind}`),
  ...['exact and listed', 'sent-away', 'matched exact'],
]

/**
 * Puts rows in the order in which a person looks at them: what does not tally, what cannot be told yet, tokens without
 * a certificate, matches with a difference, exact ones that a rule lists, and all that is in order; within a group as
 * they came.
 */
export function inOrder(
  rows: Iterable<ReconciledRow>,
  isListed: (row: ReconciledRow) => boolean,
): readonly ReconciledRow[] {
  const groups = new Map<string, ReconciledRow[]>(ORDER.map((name) => [name, []]))
  for (const row of rows) groups.get(groupOf(row, isListed))!.push(row)
  return [...groups.values()].flat()
}

/** An exact match may be listed all the same: issued at night, or by an account that was suspended. */
function groupOf(row: ReconciledRow, isListed: (row: ReconciledRow) => boolean): string {
  const { fate, kind } = row
  if (fate !== 'matched') return fate
  return kind === 'exact' && isListed(row) ? 'exact and listed' : `matched ${kind}`
}
