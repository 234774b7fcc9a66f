import { readDate } from '../../lib/formats/dates.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { readArguments } from '../arguments.ts'
import { languageAsked, listed, terminalLanguage } from '../language.ts'
import { TEMPLATES, type TemplateKind, type TemplateRequest } from './layout.ts'

const OPTIONS = {
  lang: { type: 'string' },
  totals: { type: 'boolean' },
  centre: { type: 'string' },
  date: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

export interface TemplateOptions {
  readonly request: TemplateRequest
  readonly out: string
}

type Env = Readonly<Record<string, string | undefined>>

/** What is asked for, `help`, or a sentence on what is wrong with the command line. */
export function readOptions(args: readonly string[], env: Env): Result<TemplateOptions | 'help', string> {
  const read = readArguments(args, OPTIONS)
  if (!read.ok) return read
  const { options, flags, words } = read.value
  if (flags.has('help')) return ok('help')
  const [word, ...more] = words
  const kind = TEMPLATES.find((known) => known === word)
  if (!kind || more.length > 0) return refuse(`Which template? One of ${listed(TEMPLATES)}.`)
  const asked = languageAsked(options.lang)
  if (!asked.ok) return asked
  const language = asked.value ?? terminalLanguage(env) ?? 'en'
  const place = readPlace(kind, options)
  if (!place.ok) return place
  const totals = flags.has('totals')
  if (totals && kind !== 'tokens') return refuse('--totals is for tokens.')
  const request = { kind, totals, language, ...place.value }
  return ok({ request, out: options.out ?? fileNameOf(request) })
}

type Place = Pick<TemplateRequest, 'centreId' | 'date'>

function readPlace(
  kind: TemplateKind,
  { centre = null, date = null }: { readonly centre?: string | null; readonly date?: string | null },
): Result<Place, string> {
  if ((centre ?? date) !== null && kind !== 'tokens' && kind !== 'stock') {
    return refuse('--centre and --date are for tokens and stock: other files name them in every row.')
  }
  const read = date === null ? null : readDate(date)
  if (date !== null && read === null) return refuse(`--date ${date} is not a date: write it as 2021-08-28.`)
  return ok({ centreId: centre, date: read })
}

/** `tokens-DKMM-2021-08-28.xlsx`, with nothing in it that could be a folder. */
export function fileNameOf({ kind, totals, centreId, date }: Omit<TemplateRequest, 'language'>): string {
  const centre = centreId?.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').slice(0, 60)
  const parts = [kind, ...(totals ? ['totals'] : []), ...(centre ? [centre] : []), ...(date ? [date] : [])]
  return `${parts.join('-')}.xlsx`
}
