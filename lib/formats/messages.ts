import { labelOf } from './column-labels.ts'
import { COLUMN_NAMES, type Column, namesOf } from './columns.ts'
import type { Language } from './language.ts'
import { ENGLISH, type MessageCode, type Sentences } from './messages/english.ts'
import { HINDI } from './messages/hindi.ts'
import { MARATHI } from './messages/marathi.ts'

export type { Language } from './language.ts'
export type { MessageCode } from './messages/english.ts'

/** What completes a sentence, in no language: numbers, and names of columns or sheets. Never a citizen's data. */
export type Details = Readonly<Record<string, string | number>>

/** The details without which a sentence would have a gap. */
export interface DetailsOf {
  'unpacks-too-large': { readonly bytes: number }
  'too-large': { readonly bytes: number }
  'too-many-columns': { readonly limit: number }
  'too-many-rows': { readonly limit: number }
  'too-many-rows-in-centre-day': { readonly limit: number }
  /** As `namesInQuotes` writes them; `hidden`: those of them that a spreadsheet does not show. */
  'two-sheets-fit': { readonly names: string; readonly hidden?: string }
  'duplicate-column': { readonly names: string }
  /** `name` as the table of aliases writes it, `meant` the column. */
  'near-miss': { readonly name: string; readonly meant: Column }
  /** `or`: the column that would do as well; `district`: what the district calls it besides, in quotes. */
  'missing-column': { readonly or?: Column; readonly district?: string }
  /** As `namesInQuotes` writes them. */
  'status-kept': { readonly names: string }
  'second-header': { readonly headerRow: number }
  'ragged-row': { readonly cells: number; readonly columns: number }
  'more-faults': { readonly count: number }
  'more-warnings': { readonly count: number }
}

export type DetailedCode = keyof DetailsOf

const MESSAGES: Readonly<Record<Language, Sentences>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }
export const MESSAGE_CODES = Object.keys(ENGLISH) as readonly MessageCode[]

const MEBIBYTE = 1024 * 1024
const NAMES_SUGGESTED = 4
const PART = /\[([^\]]*)\]|\{\w+\}/g
const GAP = /\{(\w+)\}/g
const ASCII = /^[ -~]*$/
const UNITS: Readonly<Record<Language, { readonly mebibytes: string; readonly bytes: string }>> = {
  en: { mebibytes: 'MiB', bytes: 'bytes' },
  hi: { mebibytes: 'एमबी', bytes: 'बाइट' },
  mr: { mebibytes: 'एमबी', bytes: 'बाइट' },
}

/** The sentence for a code. `column` is the canonical name of one that is read, or a header as written. */
export function messageOf(
  code: MessageCode,
  column: string | null,
  details: Details = {},
  language: Language = 'en',
): string {
  const textOf = (name: string): string | null => gapText(name, column, details, language)
  const filled = (text: string): string => text.replace(GAP, (gap, name) => textOf(name) ?? gap)
  // In one pass, so that nothing in a name is taken for a gap of the sentence.
  return MESSAGES[language][code].replace(PART, (part, optional?: string) => {
    if (optional === undefined) return filled(part)
    const isKnown = [...optional.matchAll(GAP)].every(([, name]) => textOf(name!) !== null)
    return isKnown ? filled(optional) : ''
  })
}

/** A column as a sentence names it: `"date"`, or `"दिनांक" (date)`. */
export function columnText(column: string, language: Language): string {
  if (language === 'en' || !isColumn(column)) return `"${column}"`
  const label = labelOf(column, language)
  return label === column ? `"${column}"` : `"${label}" (${column})`
}

function isColumn(name: string): name is Column {
  return COLUMN_NAMES.some((column) => column === name)
}

export function namesInQuotes(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

function gapText(name: string, column: string | null, details: Details, language: Language): string | null {
  if (name === 'column') return column === null ? null : columnText(column, language)
  if (name === 'names' && details.names === undefined) return alsoRead(column)
  const value = details[name]
  if (value === undefined) return null
  if (name === 'or') return columnText(String(value), language)
  if (name === 'bytes') return sizeText(Number(value), language)
  return name === 'limit' || name === 'count' ? Number(value).toLocaleString('en-IN') : String(value)
}

/** What else an English header may call the column. */
function alsoRead(column: string | null): string | null {
  if (column === null || !isColumn(column)) return null
  const names = namesOf(column).filter((name) => ASCII.test(name) && spelling(name) !== spelling(column))
  return names.length === 0 ? null : names.slice(0, NAMES_SUGGESTED).join(', ')
}

function spelling(name: string): string {
  return name.replaceAll('_', ' ')
}

function sizeText(bytes: number, language: Language): string {
  const units = UNITS[language]
  const mebibytes = Math.floor(bytes / MEBIBYTE)
  return mebibytes >= 1 ? `${mebibytes} ${units.mebibytes}` : `${bytes} ${units.bytes}`
}
