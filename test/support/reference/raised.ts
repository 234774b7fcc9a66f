import type { Instant } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import { type Found, listing, nothing } from './found.ts'

/**
 * `sheet-raised`: "a token that a later version added or changed behind the watermark of the version before,
 * and a certificate issued before the later version is claimed or absorbed by it".
 */
export function sheetRaised(day: CentreDay): Found {
  const sheet = day.sheet?.leg.sheet
  if (sheet === undefined) return nothing('sheet-raised')
  if (sheet.kind === 'register') return registerRaised(day)
  return sheet.raised ? totalsRaised(day, sheet.raised) : nothing('sheet-raised')
}

/** "Those tokens and their certificates, `count` the tokens." */
function registerRaised(day: CentreDay): Found {
  const raised = day.taken.filter(({ token, certificate }) =>
    isBefore(certificate.issuedAt, token.row.raisedAt ?? null),
  )
  if (raised.length === 0) return nothing('sheet-raised')
  return {
    ...listing(
      'sheet-raised',
      'major',
      raised.map(({ certificate }) => certificate),
    ),
    tokens: raised.map(({ token }) => token.row.tokenNo),
    at: Math.min(...raised.map(({ token }) => token.row.raisedAt!)),
  }
}

/** "All absorbed certificates issued before; `count` those or the tokens added, whichever is fewer." */
function totalsRaised(day: CentreDay, { tokens, at }: { tokens: number; at: Instant }): Found {
  const before = day.absorbed.filter((row) => isBefore(row.issuedAt, at))
  return {
    ...listing('sheet-raised', 'major', before),
    count: Math.min(before.length, tokens),
    at,
  }
}

/** What has no time was not before anything. */
const isBefore = (time: Instant | null, limit: Instant | null): boolean =>
  time !== null && limit !== null && time < limit
