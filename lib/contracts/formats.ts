import * as z from 'zod'
import { COLUMN_NAMES } from '../formats/columns.ts'

/** What a district says of the files that it gets. All of it may be left out. */
export const formatsSchema = z.strictObject({
  /** Of the sentences about a file, where whoever handed it in asks for none. */
  language: z.enum(['en', 'hi', 'mr']).default('en'),
  /** Further names of columns, by canonical name. */
  aliases: z.partialRecord(z.enum(COLUMN_NAMES), z.array(z.string().min(1).max(60))).default({}),
  /** What a whole reference id must match, in place of 10 to 16 digits. */
  refPattern: z.string().max(100).refine(isPattern, 'is not a regular expression').exactOptional(),
  /** Whether a `Z` behind a time of the registry is the truth or a mislabelled local time. */
  zMeans: z.enum(['utc', 'local']).default('utc'),
  /** Facility names, as the registry writes them, to centre ids: for a registry that has no centre ids. */
  facilities: z.record(z.string().min(1).max(200), z.string().min(1).max(100)).default({}),
})

export type Formats = z.output<typeof formatsSchema>

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'))
  } catch {
    return false
  }
}
