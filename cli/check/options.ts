import type { IsoDate } from '../../lib/domain/rows.ts'
import { readDate } from '../../lib/formats/dates.ts'
import type { Language } from '../../lib/formats/language.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { readArguments } from '../arguments.ts'
import { languageAsked, listed } from '../language.ts'

export const LEGS = ['tokens', 'certificates', 'bookings', 'stock', 'centres'] as const
export type CheckedLeg = (typeof LEGS)[number]

/** What a command line of `milaan check` asks for. */
export interface CheckRequest {
  /** `-` for standard input. */
  readonly file: string
  readonly leg: CheckedLeg
  readonly centreId: string | null
  readonly date: IsoDate | null
  readonly district: string | null
  /** Null: nobody asked for one. */
  readonly language: Language | null
  readonly format: 'text' | 'json'
}

const OPTIONS = {
  leg: { type: 'string' },
  centre: { type: 'string' },
  date: { type: 'string' },
  district: { type: 'string' },
  lang: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The request, `help`, or a sentence on what is wrong with the command line. */
export function readOptions(args: readonly string[]): Result<CheckRequest | 'help', string> {
  const read = readArguments(args, OPTIONS)
  if (!read.ok) return read
  const { options, flags, words } = read.value
  if (flags.has('help')) return ok('help')
  const [file, ...more] = words
  if (file === undefined) return refuse('Which file?')
  if (more.length > 0) return refuse('check takes one FILE at a time.')
  const leg = LEGS.find((known) => known === options.leg)
  if (!leg) return refuse(`What does the file hold? Say --leg ${listed(LEGS)}.`)
  const { centre: centreId = null, date = null, district = null, format = 'text' } = options
  if ((centreId ?? date) !== null && leg === 'centres') {
    return refuse('--centre and --date say nothing of a list of centres.')
  }
  const day = date === null ? null : readDate(date)
  if (date !== null && day === null) return refuse(`--date ${date} is not a date: write it as 2021-08-28.`)
  const language = languageAsked(options.lang)
  if (!language.ok) return language
  if (format !== 'text' && format !== 'json') {
    return refuse(`There is no --format ${format}: ask for text or json.`)
  }
  return ok({ file, leg, centreId, date: day, district, language: language.value, format })
}
