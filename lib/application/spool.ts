import type { IsoDate } from '../domain/rows.ts'

/** What a spooled row must tell: where it belongs. */
export interface Placed {
  readonly centreId: string
  readonly date: IsoDate
}

/**
 * Rows of a file that is larger than memory, set down in the order in which they come and given back by centre-day.
 * Rows are plain JSON, all with the same members.
 */
export interface Spool<T extends Placed> {
  add(rows: readonly T[]): Promise<void>
  /** Every row once: all those of one centre-day in one group, in the order in which they were added. */
  groups(): AsyncIterable<readonly T[]>
  /** Nothing of it is left. */
  discard(): Promise<void>
}

/** A new, empty spool for a file of so many bytes. */
export type NewSpool = <T extends Placed>(fileBytes: number) => Spool<T>
