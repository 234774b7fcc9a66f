import { LANGUAGES, type Language, languageOfTag } from '../lib/formats/language.ts'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The language of the terminal, where we have it. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG }: Env): Language | null {
  const language = languageOfTag(LC_ALL || LC_MESSAGES || LANG || '')
  // Most machines are set up in English by whoever set them up: that asks for nothing.
  return language === 'en' ? null : language
}

/** What `--lang` asks for, null where it is left out; else a sentence. */
export function languageAsked(asked: string | undefined): Result<Language | null, string> {
  if (asked === undefined) return ok(null)
  const language = LANGUAGES.find((known) => known === asked)
  return language ? ok(language) : refuse(`There is no --lang ${asked}: ask for ${listed(LANGUAGES)}.`)
}

/** `en, hi or mr` */
export function listed(names: readonly string[]): string {
  return names.join(', ').replace(/, (?=[^,]*$)/, ' or ')
}
