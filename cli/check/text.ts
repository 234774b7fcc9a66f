import type { Fault } from '../../lib/formats/faults.ts'
import type { Language } from '../../lib/formats/language.ts'
import { columnText, messageOf } from '../../lib/formats/messages.ts'
import { counted, FILE_WORDS, type FileWords } from '../file-words.ts'
import { printable } from '../printable.ts'
import { PAGE_WIDTH } from '../reconcile/text/page.ts'
import type { Paint } from '../reconcile/text/paint.ts'
import { padEnd, padStart, widthOf, wrap } from '../reconcile/text/width.ts'
import type { Checked, CheckedDay } from './checked.ts'
import type { CheckedLeg } from './options.ts'

/** How a person reads what became of a check. */
export interface Page {
  readonly file: string
  readonly leg: CheckedLeg
  readonly language: Language
  readonly paint: Paint
}

const INDENT = '  '
const LISTED_DAYS = 20

export function acceptedText(checked: Checked, page: Page): string {
  const words = FILE_WORDS[page.language]
  const { ignoredColumns, warnings, quarantined, quarantinedRows } = checked
  const aside = quarantined.map((row) => ({
    ...row,
    value: null,
    message: messageOf(row.reason, row.column, {}, page.language),
  }))
  return blocks([
    [headline(counted(words.accepted, checked.rows), 'balanced', page)],
    dayTable(checked.centreDays, page),
    ignoredColumns.length === 0
      ? []
      : wrap(printable(ignoredColumns.join(', ')), PAGE_WIDTH, `${words.ignored}: `),
    section(counted(words.warnings, warnings.length), told(warnings.map(withoutValue), page), page),
    section(
      counted(words.quarantined, quarantinedRows),
      [...told(aside, page), ...rest(quarantinedRows - quarantined.length, words)],
      page,
    ),
    [words.nothingSent],
  ])
}

export function refusedText(faults: readonly Fault[], page: Page): string {
  const words = FILE_WORDS[page.language]
  const more = faults.find(({ reason }) => reason === 'more-faults')?.details?.count ?? 0
  const listed = faults.length - (more ? 1 : 0) + Number(more)
  return blocks([
    [headline(counted(words.refused, listed), 'breach', page)],
    told(faults, page),
    [words.nothingSent],
  ])
}

function blocks(sections: readonly (readonly string[])[]): string {
  const filled = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${filled.join('\n\n')}\n`
}

function headline(sentence: string, outcome: 'balanced' | 'breach', { file, paint }: Page): string {
  return `${printable(file)}: ${paint.outcome(sentence, outcome)}`
}

function section(title: string, lines: readonly string[], { paint }: Page): readonly string[] {
  return lines.length === 0 ? [] : [paint.heading(title), ...lines]
}

type Told = Pick<Fault, 'row' | 'column' | 'value' | 'message'>

const withoutValue = (told: Omit<Told, 'value'>): Told => ({ ...told, value: null })

/** Each sentence once, under it every place that it is said of: what is wrong in 500 rows is mended in one go. */
function told(all: readonly Told[], page: Page): readonly string[] {
  const groups = new Map<string, Told[]>()
  for (const one of all) {
    const key = JSON.stringify([one.column, one.message])
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].flatMap((group) => groupLines(group, page))
}

function groupLines(group: readonly Told[], { language }: Page): readonly string[] {
  const words = FILE_WORDS[language]
  const [{ column, message }] = group as readonly [Told]
  const name = column === null ? null : columnText(column, language)
  const where = name === null || message.includes(name) ? '' : `${words.column} ${name}: `
  const sentence = wrap(printable(`${where}${message}`), PAGE_WIDTH, '- ')
  const valued = group.filter(({ value }) => value !== null)
  const bare = group.filter(({ value, row }) => value === null && row !== null).map(({ row }) => row!)
  const width = Math.max(0, ...valued.map(({ row }) => String(row ?? '').length))
  return [
    ...sentence,
    ...valued.map(({ row, value }) => {
      const place = row === null ? '' : `${words.row} ${padStart(String(row), width)}  `
      return printable(`${INDENT}${INDENT}${place}"${value}"`)
    }),
    ...(bare.length === 0 ? [] : wrap(runs(bare), PAGE_WIDTH, rowsWord(bare, words))),
  ]
}

function rowsWord(rows: readonly number[], words: FileWords): string {
  return `${INDENT}${INDENT}${rows.length === 1 ? words.row : words.rows} `
}

/** `2, 5-9, 12` */
function runs(rows: readonly number[]): string {
  const parts: { from: number; to: number }[] = []
  for (const row of rows) {
    const last = parts.at(-1)
    if (last && row === last.to + 1) last.to = row
    else if (!last || row !== last.to) parts.push({ from: row, to: row })
  }
  return parts.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}

function rest(more: number, words: FileWords): readonly string[] {
  return more > 0 ? [`${INDENT}${counted(words.more, more)}`] : []
}

function dayTable(days: readonly CheckedDay[], { leg, language, paint }: Page): readonly string[] {
  if (days.length === 0) return []
  const words = FILE_WORDS[language]
  const number = (count = 0): string => count.toLocaleString('en-IN')
  const isTokens = leg === 'tokens'
  const titles = [
    words.centre,
    words.date,
    words.legs[leg],
    ...(isTokens ? [words.deferred, words.left] : []),
  ]
  const rows = days
    .slice(0, LISTED_DAYS)
    .map(({ centreId, date, count, deferred, left }) => [
      printable(centreId),
      date.split('-').reverse().join('-'),
      ...[number(count), ...(isTokens ? [number(deferred), number(left)] : [])],
    ])
  const widths = titles.map((title, at) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[at]!))))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at < 2 ? padEnd : padStart)(cell, widths[at]!)).join(INDENT)
  return [paint.heading(line(titles)), ...rows.map(line), ...rest(days.length - rows.length, words)]
}
