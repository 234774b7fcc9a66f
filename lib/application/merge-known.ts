import type { Head } from '../domain/head.ts'
import { asksForOlder } from '../domain/raise.ts'
import type { TokenSheet } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { inParallel } from './in-parallel.ts'
import { keptLeg } from './kept-leg.ts'
import { knownContent } from './known-content.ts'
import { type Merging, mergeContent } from './merge-content.ts'
import type { LegContent } from './store.ts'

/** Versions of a leg that are read at the same time. */
const PARALLEL = 8

/** What was known of a leg, and what is after a file has said more; `merged` null: nothing new. */
export interface Merged {
  readonly known: LegContent | null
  readonly merged: LegContent | null
}

/**
 * Merges with the rows in force. Where a token sheet seems to raise lines, all its older versions are asked: a line that
 * one of them has was not added now.
 */
export async function mergeKnown(
  head: Head,
  content: LegContent,
  merging: Merging,
  deps: Deps,
): Promise<Merged> {
  const known = await knownContent(head, content.leg, deps)
  const merged = mergeContent(head, known, content, merging)
  if (known?.leg !== 'tokens' || merged?.leg !== 'tokens') return { known, merged }
  const isFirst = head.legs.tokens!.version === 1
  if (isFirst || !asksForOlder(known.sheet, merged.sheet, merging.at)) return { known, merged }
  const older = await olderSheets(head, deps)
  return { known, merged: mergeContent(head, known, content, { ...merging, older }) }
}

/** The versions before the one in force, the latest first; those past their retention are gone. */
async function olderSheets(head: Head, { store }: Deps): Promise<readonly TokenSheet[]> {
  const { version: current } = head.legs.tokens!
  const versions = Array.from({ length: current - 1 }, (_, at) => current - 1 - at)
  const contents = await inParallel(versions, PARALLEL, (version) => keptLeg(store, head, 'tokens', version))
  return contents.flatMap((content) => (content?.leg === 'tokens' ? content.sheet : []))
}
