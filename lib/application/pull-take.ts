import type { PullConfig } from '../contracts/pull.ts'
import type { FaultCode } from '../formats/faults.ts'
import { acceptFeed } from './accept-feed.ts'
import { sha256Of } from './accept-version.ts'
import { sourceOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import type { PullState } from './pull-record.ts'

export type Taken =
  | { readonly kind: 'taken'; readonly sha256: string; readonly rows: number }
  | {
      readonly kind: 'refused'
      readonly sha256: string
      /** The first fault's. */
      readonly code: string
      /** How many faults. */
      readonly count: number
      /** It ends in the middle of a row: another try may bring it whole. */
      readonly cutOff: boolean
      /** When these bytes were refused. */
      readonly at: number
    }

/** A page that nothing stands on. */
const EMPTY: ReadonlySet<FaultCode> = new Set(['empty-file', 'no-rows'])
/** The same bytes, refused, are tried again after this long: another version may read them. */
const TRY_AGAIN_MS = 3_600_000

/**
 * Takes a page as any other feed: kept, read, applied. The page taken last, asked for again at the same place, is
 * not even read, nor is one that was refused within the hour: each reading keeps another copy for years. A last page
 * of which no row can be read is no page: a server that answers its errors with 200 would look like a feed without news.
 */
export async function takePage(
  { bytes, isLast }: { readonly bytes: Uint8Array; readonly isLast: boolean },
  { cursor, latest, refused }: PullState,
  { leg }: PullConfig,
  deps: Deps,
): Promise<Taken> {
  const sha256 = sha256Of(bytes)
  const now = deps.clock.now()
  if (latest?.sha256 === sha256 && latest.cursor === cursor) return { ...latest, kind: 'taken' }
  if (refused?.sha256 === sha256 && now - refused.at < TRY_AGAIN_MS)
    return { ...refused, kind: 'refused', cutOff: false }
  if (isBlank(bytes)) return { kind: 'taken', sha256, rows: 0 }
  const accepted = await acceptFeed({ leg, source: sourceOf(bytes), by: 'pull' }, deps)
  if (accepted.ok) {
    const { rows, quarantined, quarantinedRows } = accepted.value.receipt
    if (!isLast || rows === 0 || quarantinedRows < rows) return { kind: 'taken', sha256, rows }
    const code = quarantined[0]?.reason ?? ''
    return { kind: 'refused', sha256, code, count: quarantinedRows, cutOff: false, at: now }
  }
  const { faults } = accepted.refusal
  if (faults.every(({ reason }) => EMPTY.has(reason))) return { kind: 'taken', sha256, rows: 0 }
  const cutOff = faults.some(({ reason }) => reason === 'cut-off-feed')
  return { kind: 'refused', sha256, code: faults[0]!.reason, count: faults.length, cutOff, at: now }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
