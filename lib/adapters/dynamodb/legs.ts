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

/** Rows that are kept decoded, of all versions together: some 200 MB. */
const MOST_ROWS = 400_000

/** Versions never change, so what was decoded once is kept; the least recently used go first. */
export function cachedLegs(read: typeof readLeg, mostRows = MOST_ROWS): typeof readLeg {
  const known = new Map<string, LegContent>()
  let rows = 0
  return async (table, centreId, date, leg, version) => {
    const key = `${legPartition(centreId, date, leg)}#${version}`
    const kept = known.get(key)
    const content = kept ?? (await read(table, centreId, date, leg, version))
    // Another may have read the same one meanwhile.
    if (!known.delete(key)) rows += weightOf(content)
    known.set(key, content)
    for (const [oldest, least] of known) {
      if (rows <= mostRows || oldest === key) break
      known.delete(oldest)
      rows -= weightOf(least)
    }
    return content
  }
}

/** One more than its rows, as an empty version takes room too. */
function weightOf(content: LegContent): number {
  if (content.leg !== 'tokens') return content.rows.length + 1
  return content.sheet.kind === 'register' ? content.sheet.rows.length + 1 : 1
}
