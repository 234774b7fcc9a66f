import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { sourceOf } from '../../lib/application/byte-source.ts'
import type { Deps } from '../../lib/application/deps.ts'
import { centreIdSchema, dateSchema, legSchema } from '../../lib/contracts/api.ts'
import type { Fault } from '../../lib/formats/faults.ts'

/** A file that arrived in the inbox: its key says what it is. */
export interface Arrival {
  readonly key: string
  readonly bytes: Uint8Array
  /** Who put it there. */
  readonly by: string
}

export type Ingested =
  | { readonly outcome: 'accepted'; readonly replay: boolean; readonly receipt: object }
  | { readonly outcome: 'refused'; readonly faults: readonly Fault[] }
  | { readonly outcome: 'not-ours'; readonly detail: string }

/**
 * Takes a file from the inbox: `feeds/certificates/<name>` or `sheets/<centre>/<date>/<leg>/<name>`. A repeated
 * event finds the same bytes in force and changes nothing.
 */
export async function ingest({ key, bytes, by }: Arrival, deps: Deps): Promise<Ingested> {
  const target = targetOf(key)
  if (!target) {
    deps.logger.warn('ingest-key-unknown', { bytes: bytes.length })
    const detail = 'Put files under feeds/certificates/ or sheets/<centre>/<date>/<leg>/.'
    return { outcome: 'not-ours', detail }
  }
  const accepted =
    target.kind === 'feed'
      ? await acceptFeed({ leg: 'certificates', source: sourceOf(bytes), by }, deps)
      : await acceptSheet({ ...target.place, bytes, final: false, by }, deps)
  if (accepted.ok) return { outcome: 'accepted', ...accepted.value }
  const { faults } = accepted.refusal
  deps.logger.warn('ingest-refused', { faults: faults.length, reason: faults[0]?.reason ?? '' })
  return { outcome: 'refused', faults }
}

function targetOf(key: string) {
  const parts = key.split('/')
  // A folder that somebody made by hand is an empty object with a slash at its end.
  if (parts.at(-1) === '') return null
  if (parts.length >= 3 && parts[0] === 'feeds' && parts[1] === 'certificates')
    return { kind: 'feed' as const }
  const [folder, centreId, date, leg] = parts
  const place = [
    centreIdSchema.safeParse(centreId),
    dateSchema.safeParse(date),
    legSchema.safeParse(leg),
  ] as const
  if (folder !== 'sheets' || parts.length !== 5) return null
  if (!place[0].success || !place[1].success || !place[2].success) return null
  return {
    kind: 'sheet' as const,
    place: { centreId: place[0].data, date: place[1].data, leg: place[2].data },
  }
}
