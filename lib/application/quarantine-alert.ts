import { quarantineAlert } from '../domain/messages/health-quarantine.ts'
import type { Message } from '../domain/outbox.ts'
import type { Deps } from './deps.ts'
import type { Quarantine } from './quarantine.ts'
import type { Feed } from './store.ts'

/** Tells officials where more of a feed's rows are in quarantine than the policy lets pass. */
export async function messagesOfQuarantine(
  feed: Pick<Feed, 'sequence' | 'sha256' | 'leg' | 'receivedAt' | 'by' | 'rows'>,
  quarantine: Quarantine,
  { store, district }: Deps,
): Promise<readonly Message[]> {
  if (quarantine.count <= feed.rows * district.policy.quarantineShare) return []
  const { rows, ...told } = feed
  return quarantineAlert({
    district,
    officials: await store.officials(),
    feed: { feedId: feedIdOf(feed), ...told },
    rows,
    reasons: quarantine.reasons,
  })
}

export const feedIdOf = ({ sequence }: Pick<Feed, 'sequence'>): string => `feed.${sequence}`
