import type { Language } from '../language.ts'
import type { Rule } from '../report.ts'
import { ENGLISH } from './english.ts'
import type { FiguresOf, Sentences } from './figures.ts'
import { HINDI } from './hindi.ts'
import { MARATHI } from './marathi.ts'

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }

/** What was found, as a plain sentence with its figures; no refs, names or ids. */
export function explanationOf<R extends Rule>(rule: R, figures: FiguresOf[R], language: Language): string {
  return SENTENCES[language][rule](figures)
}
