import { hasUnknownReference } from './xml-text.ts'

/** A cell as its XML says, texts as written. */
export interface ScreenedCell {
  readonly type: string
  value: string | null
  inline: string | null
}

const LETTER_BEFORE_A = 64
const LONGEST_LETTERS = 3
const COLUMNS = 16_384
const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i
const INDEX = /^\d{1,8}$/
const BOOLEAN = /^(?:[01]|true|false)$/i
// Longer is no name of a column.
const LONGEST_NAME = 300

/** The column (0 first) of a reference such as `B12`; -1 where it is none, or one of another row (1 first). */
export function columnIn(reference: string, row: number): number {
  let at = 0
  let column = 0
  for (; at < reference.length && at < LONGEST_LETTERS; at++) {
    const letter = reference.charCodeAt(at) - LETTER_BEFORE_A
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at > 0 && column <= COLUMNS && reference.slice(at) === String(row) ? column - 1 : -1
}

/** `'bad'` where the value is not of its type; of a shared text its number, else null. */
export function screenCell({ type, value, inline }: ScreenedCell): number | 'bad' | null {
  const text = value ?? ''
  if ((inline !== null && type !== 'inlineStr') || hasUnknownReference(text)) return 'bad'
  switch (type) {
    case 's':
      return INDEX.test(text) ? Number(text) : 'bad'
    case 'n':
      return text === '' || NUMBER.test(text) ? null : 'bad'
    case 'b':
      return BOOLEAN.test(text) ? null : 'bad'
    case 'inlineStr':
      return text === '' && !hasUnknownReference(inline ?? '') ? null : 'bad'
    case 'str':
    case 'e':
    case 'd':
      return null
    default:
      return 'bad'
  }
}

export function isFilled({ value, inline }: ScreenedCell): boolean {
  return (value !== null && value !== '') || (inline !== null && inline !== '')
}

/** The cell as XML again, without its style; `''` for what is too long to be the name of a column. */
export function headCell(column: number, { type, value, inline }: ScreenedCell): string {
  if ((value ?? inline ?? '').length > LONGEST_NAME) return ''
  const content = inline === null ? `<v>${value}</v>` : `<is><t>${inline}</t></is>`
  return `<c r="${lettersOf(column)}1" t="${type}">${content}</c>`
}

function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter
}
