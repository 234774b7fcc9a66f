import type { LegContent, NewLegVersion } from '../../application/store.ts'
import type { LegVersion } from '../../domain/head.ts'
import type { IsoDate } from '../../domain/rows.ts'
import { chunkKey, chunkPrefix, legPartition } from './keys.ts'
import { packLeg, unpackLeg } from './packed-rows.ts'
import { absent, type Table, type Write } from './table.ts'

const DAY_SECONDS = 86_400

/** A leg that a head names is not in the table, or not whole: the state is damaged. */
export class LegDamaged extends Error {
  override readonly name = 'LegDamaged'
  constructor(
    readonly centreId: string,
    readonly date: IsoDate,
    readonly version: number,
  ) {
    super('The rows of an accepted version are not whole.')
  }
}

/** All chunks of a version, and how many there are. They become visible with the head that names them. */
export function legWrites(
  leg: NewLegVersion,
  retentionDays: number,
): { writes: readonly Write[]; chunks: number } {
  const { centreId, date, version, content } = leg
  const expiresAt = Math.ceil(version.uploadedAt / 1000) + retentionDays * DAY_SECONDS
  const chunks = packLeg(content)
  const writes = chunks.map((data, chunk) => ({
    put: {
      ...chunkKey(centreId, date, content.leg, version.version, chunk),
      data,
      sha256: version.sha256,
      expiresAt,
    },
    expect: absent,
  }))
  return { writes, chunks: chunks.length }
}

export async function readLeg(
  table: Table,
  centreId: string,
  date: IsoDate,
  leg: LegContent['leg'],
  version: LegVersion,
): Promise<LegContent> {
  const partition = legPartition(centreId, date, leg)
  const items = await table.query(partition, { prefix: chunkPrefix(version.version) })
  if (items.length !== version.chunks) throw new LegDamaged(centreId, date, version.version)
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
    const key = `${legPartition(centreId, date, leg)}#${version.version}`
    const content = known.get(key) ?? (await read(table, centreId, date, leg, version))
    known.delete(key)
    known.set(key, content)
    if (known.size > most) known.delete(known.keys().next().value!)
    return content
  }
}
