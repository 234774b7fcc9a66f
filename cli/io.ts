import type { Clock } from '../lib/runtime/clock.ts'

/** Where text goes, and what is no text. `process.stdout` is one. */
export interface Output {
  /** False: wait for `drain` before there is more, or all of it is held in memory. */
  write(piece: string | Uint8Array): unknown
  once?(event: 'drain' | 'error' | 'close', listener: () => void): unknown
  /** A person is looking at it, through a terminal. */
  readonly isTTY?: boolean
}

/** The outside of a command, passed in so that a test has its own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Folder of the sample district. */
  readonly sample: string
  /** Settles when the process is asked to stop; only a command that calls it outlives the first Ctrl-C. */
  readonly stopped: () => Promise<unknown>
}

/** What a command answers with. 64 and 70 are those of sysexits. */
export const STATUS = {
  /** Everything balanced, or the chain is whole. */
  fine: 0,
  /** At least one breach or incomplete, or the chain is broken. */
  found: 1,
  /** Input refused, or something could not be read or written: nothing on standard output. */
  refused: 2,
  wrongUsage: 64,
  /** A fault of ours. */
  internal: 70,
} as const
