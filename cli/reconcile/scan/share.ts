import type { ParseContext } from '../../../lib/formats/context.ts'
import type { Layout } from '../../../lib/formats/scan/layout.ts'
import { PieceScanner, pieceCount, type Scanned } from '../../../lib/formats/scan/pieces.ts'
import { ChangedFile } from '../../../lib/formats/scan/row-texts.ts'
import { openSource } from './file-source.ts'

/** One file to be scanned, as it may be handed to another thread. */
export interface Job {
  readonly path: string
  readonly fd: number
  readonly size: number
  readonly layout: Layout
  readonly context: ParseContext
}

/** What the threads of one scan share. */
export interface Shared {
  readonly jobs: readonly Job[]
  /** See `NEXT_PIECE`, `HELPERS` and `GIVEN_UP`, over shared memory. */
  readonly state: Int32Array
}

/** The next piece that nobody has taken, counted over all files. */
const NEXT_PIECE = 0
/** How many threads have begun to take pieces beside the first. */
export const HELPERS = 1
/** From here on one number a file: not 0 where it is not for scanning. */
export const GIVEN_UP = 2

export function sharedOf(jobs: readonly Job[]): Shared {
  const bytes = Int32Array.BYTES_PER_ELEMENT * (GIVEN_UP + jobs.length)
  return { jobs, state: new Int32Array(new SharedArrayBuffer(bytes)) }
}

/** Takes piece after piece until none is left. Answers for each file what this thread scanned of it. */
export function scanShare({ jobs, state }: Shared): readonly Scanned[] {
  const sources = jobs.map((job) => openSource(job))
  const scanners = jobs.map(({ layout, context }, at) => new PieceScanner(layout, sources[at]!, context))
  const ends: number[] = []
  for (const [at, { layout }] of jobs.entries())
    ends.push((ends.at(-1) ?? 0) + pieceCount(sources[at]!, layout))
  for (;;) {
    const piece = Atomics.add(state, NEXT_PIECE, 1)
    const at = ends.findIndex((end) => piece < end)
    if (at < 0) return scanners.map(({ scanned }) => scanned)
    if (Atomics.load(state, GIVEN_UP + at) !== 0) continue
    if (!scanOne(scanners[at]!, piece - (ends[at - 1] ?? 0))) Atomics.store(state, GIVEN_UP + at, 1)
  }
}

function scanOne(scanner: PieceScanner, piece: number): boolean {
  try {
    return scanner.scan(piece)
  } catch (error) {
    if (error instanceof ChangedFile) return false
    throw error
  }
}
