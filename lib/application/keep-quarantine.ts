import { dateOf } from '../domain/calendar.ts'
import { sha256Of } from './accept-version.ts'
import { sourceOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import type { Quarantine } from './quarantine.ts'
import type { Feed } from './store.ts'

/** Where the list of a feed's bad rows is kept. */
export const quarantineKeyOf = ({ rawKey }: Pick<Feed, 'rawKey'>): string => `${rawKey}.quarantined.csv`

/** The list of bad rows beside the raw file, and their numbers where the board of each day finds them. */
export async function keepQuarantine(
  { rawKey, sequence, leg, sha256, receivedAt }: Feed,
  quarantine: Quarantine,
  deps: Deps,
): Promise<void> {
  if (quarantine.count === 0) return
  const list = Buffer.from(quarantine.csv())
  await deps.rawFiles.keep(quarantineKeyOf({ rawKey }), sourceOf(list), sha256Of(list))
  const receivedOn = dateOf(receivedAt, deps.district.policy.timeZone)
  for (const [date, rows] of quarantine.byDate(receivedOn))
    await deps.store.putQuarantine({ date, sequence, leg, sha256, rows })
}
