import { join } from 'node:path'
import { forgetFiles } from '../../lib/adapters/local/forget-files.ts'
import { isHalf } from '../../lib/adapters/local/raw-directory.ts'
import type { Deps } from '../../lib/application/deps.ts'

const DAY = 86_400_000
/** As the inbox bucket. */
const DROPPED_DAYS = 7

/**
 * What the lifecycles of the buckets do: raw files go when the district's retention is over, and what was dropped a
 * week after it was taken or refused. By the time of this machine, which stamped the files, and not that of a play.
 */
export async function retain(data: string, { district, logger }: Deps, now = Date.now()): Promise<void> {
  const { evidenceDays } = district.retention
  const kept = join(data, 'evidence')
  const evidence = await forgetFiles(kept, now - evidenceDays * DAY)
  // Of a process that died while it wrote one.
  await forgetFiles(kept, now - DAY, isHalf)
  const dropped = await Promise.all(
    ['taken', 'refused'].map((name) => forgetFiles(join(data, 'drop', name), now - DROPPED_DAYS * DAY)),
  )
  logger.info('raw-files-forgotten', { evidence, dropped: dropped[0]! + dropped[1]! })
}
