import type { Column } from '../../../lib/formats/columns.ts'
import type { Language } from '../../../lib/formats/language.ts'
import type { TemplateKind } from '../layout.ts'
import { ENGLISH } from './english.ts'
import { HINDI } from './hindi.ts'
import { MARATHI } from './marathi.ts'

/** What a template says beside its columns, in one language. */
export interface Notes {
  /** Name of the sheet that is filled in, and heading of its notes. */
  readonly sheets: Readonly<Record<TemplateKind | 'totals', string>>
  /** Name of the sheet of notes. */
  readonly notes: string
  readonly centre: string
  readonly heads: readonly [column: string, needed: string, what: string]
  readonly required: string
  readonly optional: string
  /** `kind.column` where a kind of file means something of its own by it. */
  readonly columns: Readonly<Partial<Record<Column | `${TemplateKind}.${Column}`, string>>>
  readonly rules: readonly string[]
  readonly oneRow: Readonly<Record<TemplateKind | 'totals', string>>
  /** Of a sheet that leaves out the centre or the date. */
  readonly ownPlace: string
  readonly handIn: string
  /** What is said in the terminal. */
  readonly written: string
}

export const NOTES: Readonly<Record<Language, Notes>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }
