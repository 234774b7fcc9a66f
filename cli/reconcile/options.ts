import { daysBetween } from '../../lib/domain/calendar.ts'
import type { IsoDate } from '../../lib/domain/rows.ts'
import { readDate } from '../../lib/formats/dates.ts'
import { createClock, readDateTime } from '../../lib/formats/times.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { languageAsked, listed } from '../language.ts'
import { FORMATS, type Format, type ReconcileRequest } from './request.ts'
import { readWords, type Words } from './words.ts'

const MOST_DAYS = 366
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const ISO_DATE_TIME =
  /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?$/

/** The request, `help`, or a sentence on what is wrong with the command line. */
export function readOptions(args: readonly string[]): Result<ReconcileRequest | 'help', string> {
  const words = readWords(args)
  if (!words.ok) return words
  return words.value.help ? ok('help') : toRequest(words.value)
}

function toRequest({ singles, files, replace }: Words): Result<ReconcileRequest, string> {
  const days = readDays(singles)
  if (!days.ok) return days
  const format = readFormat(singles.format ?? 'text')
  if (!format.ok) return format
  const language = languageAsked(singles.lang)
  if (!language.ok) return language
  const { centres = null, policy = null, district = null, out = null, 'as-of': asOf = null } = singles
  if (asOf !== null && !isTimestamp(asOf)) {
    return refuse(
      `--as-of ${asOf} is not a timestamp: write it as 2021-08-28T13:00 or 2021-08-28T13:00:00+05:30.`,
    )
  }
  if (files.tokens.length + files.certificates.length === 0) {
    return refuse('There is nothing to reconcile: give --tokens, --certificates or both.')
  }
  return ok({
    ...days.value,
    ...{ files, centres, policy, district, asOf, replace, out },
    ...{ language: language.value, format: format.value },
  })
}

function readDays({ date, to = date }: Words['singles']): Result<{ from: IsoDate; to: IsoDate }, string> {
  if (date === undefined || to === undefined) return refuse('--date is missing: which day is asked for?')
  for (const [name, value] of Object.entries({ date, to })) {
    if (!isDate(value)) return refuse(`--${name} ${value} is not a date: write it as 2021-08-28.`)
  }
  if (to < date) return refuse(`--to ${to} is before --date ${date}.`)
  const days = daysBetween(date, to) + 1
  if (days > MOST_DAYS) return refuse(`From --date to --to are ${days} days, and ${MOST_DAYS} are the most.`)
  return ok({ from: date, to })
}

function readFormat(asked: string): Result<Format, string> {
  const format = FORMATS.find((known) => known === asked)
  return format ? ok(format) : refuse(`There is no --format ${asked}: ask for ${listed(FORMATS)}.`)
}

function isDate(text: string): boolean {
  return ISO_DATE.test(text) && readDate(text) !== null
}

function isTimestamp(text: string): boolean {
  return ISO_DATE_TIME.test(text) && readDateTime(text, createClock('UTC')) !== null
}
