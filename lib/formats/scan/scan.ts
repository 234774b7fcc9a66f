import type { CertificateBlock, TokenBlock } from '../../domain/packed/blocks.ts'
import type { Instant } from '../../domain/rows.ts'
import { MAX_CENTRE_DAY_ROWS } from '../centre-days.ts'
import type { ParseContext } from '../context.ts'
import { MAX_ROWS } from '../sheet.ts'
import { certificateBlock, tokenBlock } from './blocks.ts'
import { HEAD_BYTES, type Layout, layoutOf, type ScannedKind } from './layout.ts'
import type { ByteSource, Scanned } from './pieces.ts'

/** A file of a million rows as columns of numbers, where reading it row by row would take most of a run. */

/** The layout of a file that may be scanned, else null: an ordinary reader must read it. */
export function layoutOfFile(source: ByteSource, kind: ScannedKind, context: ParseContext): Layout | null {
  // What a district writes otherwise than others, and an upload's own centre-day, the ordinary readers know about.
  const isOwn = Object.keys(context.aliases ?? {}).length > 0 || context.refPattern !== undefined
  if (isOwn || context.zMeans === 'local') return null
  if (context.centreId !== undefined || context.date !== undefined) return null
  if (source.size > (context.maxBytes ?? MAX_BYTES)) return null
  const head = new Uint8Array(Math.min(HEAD_BYTES, source.size))
  source.read(head, 0)
  return layoutOf(head, kind, context)
}

/** Where a row begins is held in 32 bits. */
const MAX_BYTES = 0xffff_ffff

/** Whether the parts of a file are within what is taken, together; what is past a limit an ordinary reader refuses. */
export function isWithinLimits(parts: readonly Scanned[], { kind }: Layout): boolean {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  if (rows === 0 || (kind === 'tokens' && rows > MAX_ROWS)) return false
  const most = parts.reduce((sum, part) => sum + part.sizes.reduce((a, b) => Math.max(a, b), 0), 0)
  return most <= MAX_CENTRE_DAY_ROWS || areCentreDaysWithin(parts)
}

/** A centre-day that is in several parts has the rows of all of them. */
function areCentreDaysWithin(parts: readonly Scanned[]): boolean {
  const sizes = new Map<string, number>()
  for (const part of parts) {
    for (const [at, { centreId, date }] of part.centreDays.entries()) {
      const key = `${date} ${centreId}`
      sizes.set(key, (sizes.get(key) ?? 0) + part.sizes[at]!)
    }
  }
  return [...sizes.values()].every((size) => size <= MAX_CENTRE_DAY_ROWS)
}

/** The parts of a register that was scanned. */
export function tokenBlocks(
  parts: readonly Scanned[],
  layout: Layout,
  source: ByteSource,
  uploadedAt: Instant,
): readonly TokenBlock[] {
  return parts.filter(({ rows }) => rows > 0).map((part) => tokenBlock(part, layout, source, uploadedAt))
}

/** The parts of a feed that was scanned; `received` is its number, 1 first. */
export function certificateBlocks(
  parts: readonly Scanned[],
  layout: Layout,
  source: ByteSource,
  received: number,
): readonly CertificateBlock[] {
  return parts.filter(({ rows }) => rows > 0).map((part) => certificateBlock(part, layout, source, received))
}
