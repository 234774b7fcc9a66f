import { type LegContent, LegDamaged, LegTooLarge, type NewLegVersion } from '../../application/store.ts'
import type { IsoDate } from '../../domain/rows.ts'
import { chunkKey, chunkPrefix, legPartition } from './keys.ts'
import { packLeg, unpackLeg } from './packed-rows.ts'
import { absent, type Table, type Write } from './table.ts'

const DAY_SECONDS = 86_400
/** A transaction carries 4 MB, keys and all else of it included. */
const MOST_BYTES = 3_500_000

/** All chunks of a version, each naming how many there are. They become visible with the head that names them. */
export function legWrites(
  { centreId, date, version, content }: NewLegVersion,
  retentionDays: number,
): readonly Write[] {
  const { version: number, uploadedAt } = version
  const expiresAt = Math.ceil(uploadedAt / 1000) + retentionDays * DAY_SECONDS
  const chunks = packLeg(content)
  if (chunks.reduce((bytes, chunk) => bytes + chunk.length, 0) > MOST_BYTES)
    throw new LegTooLarge('over 3.5 MB')
  const common = { of: chunks.length, expiresAt }
  return chunks.map((data, chunk) => ({
    put: { ...chunkKey(centreId, date, content.leg, number, chunk), data, ...common },
    expect: absent,
  }))
}

export async function readLeg(
  table: Table,
  centreId: string,
  date: IsoDate,
  leg: LegContent['leg'],
  version: number,
): Promise<LegContent> {
  const partition = legPartition(centreId, date, leg)
  const items = await table.query(partition, { prefix: chunkPrefix(version) })
  if (items.length === 0 || items.length !== items[0]!.of) throw new LegDamaged(centreId, date, version)
  return unpackLeg(
    items.map((item) => item.data as Uint8Array),
    centreId,
    date,
  )
}

/** Versions never change, so what was decoded once is kept; the least recently used go first. */
export function cachedLegs(read: typeof readLeg, most = 20_000): typeof readLeg {
  const known = new Map<string, LegContent>()
  return async (table, centreId, date, leg, version) => {
    const key = `${legPartition(centreId, date, leg)}#${version}`
    const content = known.get(key) ?? (await read(table, centreId, date, leg, version))
    known.delete(key)
    known.set(key, content)
    if (known.size > most) known.delete(known.keys().next().value!)
    return content
  }
}
