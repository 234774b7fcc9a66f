import type { Deps } from '../../lib/application/deps.ts'
import { type Language, languageOfTag } from '../../lib/formats/language.ts'
import type { Request } from './http.ts'

const LONGEST = 200

/** The language in which a request is answered. */
export function languageOf(
  { headers }: Pick<Request, 'headers'>,
  { district }: Pick<Deps, 'district'>,
): Language {
  return languageAsked(headers['accept-language'], district.formats.language)
}

/**
 * The language that a caller likes best of those that there are (RFC 9110, 12.5.4); the district's own where none is
 * asked for. Regions say nothing here: `mr-IN` is Marathi.
 */
export function languageAsked(acceptLanguage: string | undefined, own: Language): Language {
  const ranges = (acceptLanguage ?? '').slice(0, LONGEST).split(',').map(rangeOf)
  const liked = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  for (const { tag } of liked) {
    const language = tag === '*' ? own : languageOfTag(tag)
    if (language) return language
  }
  return own
}

function rangeOf(range: string): { readonly tag: string; readonly quality: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
  const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2)
  return { tag, quality: quality === undefined ? 1 : qualityOf(quality) }
}

function qualityOf(text: string): number {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0
}
