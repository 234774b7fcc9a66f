import type { District } from '../../lib/domain/rows.ts'

/**
 * What a script would do, the peer of the engine's benches: a `Set` of centre, date, ref and dose of every token, and of
 * each certificate whether it is in it. Answers how many are not; no other pass, no rule.
 */
export function antiJoin({ tokens, certificates }: District): number {
  const keys = new Set<string>()
  for (const { centreId, date, sheet } of tokens) {
    if (sheet.kind === 'totals') continue
    for (const { ref, dose } of sheet.rows) keys.add(`${centreId} ${date} ${ref} ${dose}`)
  }
  let unmatched = 0
  for (const { centreId, date, rows } of certificates) {
    for (const { ref, dose } of rows) if (!keys.has(`${centreId} ${date} ${ref} ${dose}`)) unmatched++
  }
  return unmatched
}
