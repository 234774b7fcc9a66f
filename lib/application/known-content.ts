import type { Head } from '../domain/head.ts'
import type { CertificateRow, Leg } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { type LegContent, LegDamaged } from './store.ts'

const DAY = 86_400_000

/**
 * The rows in force of a leg; null where there are none, or where they are past their retention and gone: what comes
 * then begins anew. Throws LegDamaged where rows are gone that should be there.
 */
export async function knownContent(
  head: Head,
  leg: Leg,
  { store, clock, district }: Deps,
): Promise<LegContent | null> {
  const version = head.legs[leg]
  if (!version) return null
  try {
    return await store.leg(head.centreId, head.date, leg, version.version)
  } catch (error) {
    const isOld = version.uploadedAt < clock.now() - district.retention.rowsDays * DAY
    if (error instanceof LegDamaged && isOld) return null
    throw error
  }
}

/** Every certificate of a centre-day that feeds have brought so far. */
export async function knownCertificates(head: Head, deps: Deps): Promise<readonly CertificateRow[]> {
  const content = await knownContent(head, 'certificates', deps)
  return content?.leg === 'certificates' ? content.rows : []
}
