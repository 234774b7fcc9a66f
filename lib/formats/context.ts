import type { IsoDate } from '../domain/rows.ts'
import type { Aliases } from './columns.ts'

/** What a file is read against. */
export interface ParseContext {
  /** IANA name; times without an offset are of its clocks. */
  readonly timeZone: string
  /** The upload's own centre: rows of another are faults; a token or stock sheet may leave the column out. */
  readonly centreId?: string
  /** The upload's own date, likewise. */
  readonly date?: IsoDate
  /** A token or stock sheet dated after this day is refused. */
  readonly today?: IsoDate
  /** Without it every centre that is named is known. */
  readonly knownCentres?: ReadonlySet<string>
  /** Regular expression that a whole reference id must match, in place of 10 to 16 digits. */
  readonly refPattern?: string
  /**
   * What a `Z` behind a time of the registry means: the truth, or a local time that was mislabelled. Left out: the
   * truth.
   */
  readonly zMeans?: 'utc' | 'local'
  /** Facility names of a registry that knows no centre ids, folded, to the district's own ids. */
  readonly facilities?: ReadonlyMap<string, string>
  /** What the district calls a column beside what everyone does. */
  readonly aliases?: Aliases
  /** Name of the file, for the list of quarantined rows. */
  readonly file?: string
  /** Largest raw size in bytes; if left out 32 MiB, and a certificate feed has none. */
  readonly maxBytes?: number
}
