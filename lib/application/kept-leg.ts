import type { Leg } from '../domain/rows.ts'
import { type LegContent, LegDamaged, type Place, type Store } from './store.ts'

/** A version that need not be there any more; null where it is past its retention and gone. */
export async function keptLeg(
  store: Store,
  { centreId, date }: Place,
  leg: Leg,
  version: number,
): Promise<LegContent | null> {
  try {
    return await store.leg(centreId, date, leg, version)
  } catch (error) {
    if (error instanceof LegDamaged) return null
    throw error
  }
}
