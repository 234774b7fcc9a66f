import { addDays, instantAt } from './calendar.ts'
import type { LegVersion } from './head.ts'
import type { Policy } from './policy.ts'
import { earlierSheet } from './raise.ts'
import type { TokenLeg } from './rows.ts'

/**
 * What a version of a token sheet says for good, with the versions before it. It cannot have been complete further than
 * to its upload, unless it was final.
 */
export function claimsOf(
  leg: TokenLeg,
  before: LegVersion | undefined,
  policy: Policy,
): Pick<LegVersion, 'completeUntil' | 'carriesRefs' | 'refsBefore'> {
  const { watermark } = earlierSheet(leg, policy)
  const endOfDay = instantAt(addDays(leg.date, 1), '00:00', policy.timeZone)
  const own = leg.final ? endOfDay : Math.min(watermark, leg.uploadedAt)
  return {
    completeUntil: Math.max(own, before?.completeUntil ?? own),
    carriesRefs: leg.sheet.kind === 'register' && leg.sheet.rows.some(({ ref }) => ref !== ''),
    refsBefore: Boolean(before?.refsBefore || before?.carriesRefs),
  }
}
