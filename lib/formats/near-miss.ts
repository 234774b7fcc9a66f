import { fold } from './characters.ts'
import { type Aliases, type Column, namesOf } from './columns.ts'

/** Spelling slips in headers. */

/** The name that was most likely meant, as the table of aliases writes it, and its column. */
export interface NearMiss {
  readonly name: string
  readonly column: Column
}

const LONGEST = 60
const CAMEL = /(\p{Ll})(\p{Lu})/gu
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/u
/** Words of registers that only look like a slip of another. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['data', 'used', 'vaccinee'])

/**
 * Null where a header is near none of the columns' names. Near is the same name word by word with a slip in one or
 * more, or with its words run together; another word in its place makes another name: `token type` is no `token time`.
 */
export function nearMiss(
  written: string,
  columns: readonly Column[],
  aliases: Aliases = {},
): NearMiss | null {
  if (written.length > LONGEST) return null
  const words = wordsOf(written)
  let best: NearMiss | null = null
  let least = Number.POSITIVE_INFINITY
  for (const column of columns) {
    const [canonical, ...others] = namesOf(column, aliases) as [string, ...string[]]
    for (const name of [...others, canonical]) {
      const slips = slipsBetween(words, wordsOf(name))
      if (slips !== null && slips < least) [best, least] = [{ name, column }, slips]
    }
  }
  return best
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(CAMEL, '$1 $2')
    .split(NO_WORD)
    .map(fold)
    .filter((word) => word !== '')
}

function slipsBetween(written: readonly string[], known: readonly string[]): number | null {
  if (written.length === known.length) return sum(written.map((word, at) => slips(word, known[at]!, known)))
  if (known.length === 1) return null
  const [run, name] = [written.join(''), known.join('')]
  return within(name.length < VERY_LONG ? 1 : 2, run, name)
}

/** One letter wrong in a word of four or more, two in a long one; null where it is another word. */
function slips(word: string, known: string, name: readonly string[]): number | null {
  if (word === known) return 0
  const isPlural = word === `${known}s` || `${word}s` === known
  // `doses` may count them and `dose` number one: only within a longer name is it the same.
  if (isPlural) return name.length > 1 ? 1 : null
  if (OTHER_WORDS.has(word) || (known.length < LONG && word[0] !== known[0])) return null
  return within(allowed(known), word, known)
}

const SHORT = 4
const LONG = 11
const VERY_LONG = 15

function allowed({ length }: string): number {
  if (length < SHORT) return 0
  return length < LONG ? 1 : 2
}

/** The distance where it is no more than that; a glance at the lengths spares most of the work. */
function within(most: number, a: string, b: string): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  const distance = editDistance(a, b)
  return distance <= most ? distance : null
}

function sum(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((total, number) => (total === null || number === null ? null : total + number), 0)
}

/** Characters put in, left out or replaced, or two neighbours swapped (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? rows[i - 2]![j - 2]! + 1 : replaced
      row.push(Math.min(replaced, swapped, rows[i - 1]![j]! + 1, row[j - 1]! + 1))
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
