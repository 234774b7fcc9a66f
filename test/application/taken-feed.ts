import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { readReport } from '../../lib/application/read-report.ts'
import type { Leg } from '../../lib/domain/rows.ts'
import { handed } from '../support/files.ts'
import type { TestSystem } from '../support/system.ts'

export const DAY = '2021-08-28'

export const lines = (...rows: readonly string[]) => Buffer.from(`${rows.join('\n')}\n`)

/** What became of a feed; one that is refused fails the test. */
export async function taken(
  system: TestSystem,
  bytes: Uint8Array,
  as: { leg?: Leg; replace?: boolean } = {},
) {
  const answered = await acceptFeed(handed(bytes, as), system)
  if (!answered.ok) throw new Error(JSON.stringify(answered.refusal))
  return answered.value
}

export const countsOf = async (system: TestSystem, centreId = 'DKMM') =>
  (await readReport(centreId, DAY, system))?.report?.counts
