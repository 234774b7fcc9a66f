/** Text in columns of a terminal: Devanagari vowel signs stand over or under a letter and take none of their own. */

const NO_COLUMN = /^[\p{Mn}\p{Me}\p{Cf}]/u
const TWO_COLUMNS =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns that a line of text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    if (!NO_COLUMN.test(character)) width += TWO_COLUMNS.test(character) ? 2 : 1
  }
  return width
}

/** At most so many columns; what is cut off ends in `…`, and no letter is parted from its signs. */
export function cutTo(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let cut = ''
  let width = 0
  for (const { segment } of GRAPHEMES.segment(text)) {
    width += widthOf(segment)
    if (width > most - 1) break
    cut += segment
  }
  return `${cut.trimEnd()}…`
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text
}

/** Lines of at most `width` columns, broken at blanks; the first begins with `first`, the others are as far in. */
export function wrap(text: string, width: number, first: string): string[] {
  const indent = ' '.repeat(widthOf(first))
  const lines: string[] = []
  let line = first
  let isFresh = true
  for (const word of text.split(' ')) {
    if (!isFresh && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = indent
      isFresh = true
    }
    line += isFresh ? word : ` ${word}`
    isFresh = false
  }
  return [...lines, line]
}
