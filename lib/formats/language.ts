import { LANGUAGES, type Language } from '../domain/language.ts'

export { LANGUAGES, type Language }

/** Of a language tag or a locale, such as `mr-IN`, `hi_IN.UTF-8` or `HI`; null where it is another language's. */
export function languageOfTag(tag: string): Language | null {
  const primary = tag
    .trim()
    .toLowerCase()
    .split(/[-_.@]/, 1)[0]
  return LANGUAGES.find((language) => language === primary) ?? null
}
