import type { CertificateLeg, CertificateRow } from '../../lib/domain/rows.ts'

/**
 * The rows of certificate feeds, the oldest first, by centre-day. Every row of every feed is kept: which of those
 * with one id counts, the core decides over the whole district, and only of those that are seen at its `asOf`.
 *
 * With `replace` each feed states the whole truth for each centre and date in it. A row that it omits there stops
 * counting and stays on record.
 */
export function legsOfFeeds(
  feeds: readonly (readonly CertificateRow[])[],
  replace: boolean,
): readonly CertificateLeg[] {
  const live = new Map<string, CertificateRow[]>()
  const omittedRows: CertificateRow[] = []
  for (const [index, feed] of feeds.entries()) {
    for (const [key, share] of byCentreDay(feed)) {
      const known = live.get(key) ?? []
      const [kept, omitted] = replace ? split(known, share) : [known, []]
      for (const row of share) kept.push({ ...row, received: index + 1 })
      for (const row of omitted) omittedRows.push({ ...row, status: 'omitted', received: index + 1 })
      live.set(key, kept)
    }
  }
  return toLegs([...[...live.values()].flat(), ...omittedRows])
}

/** The known rows whose ids the share has too, and those it omits. */
function split(
  known: readonly CertificateRow[],
  share: readonly CertificateRow[],
): [CertificateRow[], CertificateRow[]] {
  const stated = new Set(share.map(({ certificateId }) => certificateId))
  const kept: CertificateRow[] = []
  const omitted: CertificateRow[] = []
  for (const row of known) (stated.has(row.certificateId) ? kept : omitted).push(row)
  return [kept, omitted]
}

function toLegs(rows: readonly CertificateRow[]): readonly CertificateLeg[] {
  return [...byCentreDay(rows).values()].map((share) => {
    const { centreId, date } = share[0]!
    return { centreId, date, rows: share }
  })
}

function byCentreDay(rows: readonly CertificateRow[]): ReadonlyMap<string, CertificateRow[]> {
  const shares = new Map<string, CertificateRow[]>()
  for (const row of rows) {
    const key = `${row.date} ${row.centreId}`
    const share = shares.get(key)
    if (share) share.push(row)
    else shares.set(key, [row])
  }
  return shares
}
