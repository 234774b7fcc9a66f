/** The characters that spreadsheets, phone keyboards and exports leave in a value, and what becomes of them. */

const PLAIN = /^[!-&(-~](?:[ -~]*[!-~])?$/
const ASCII = /^[ -~]*$/
const DEVANAGARI_DIGIT = /[\u0966-\u096f]/g
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const FOLDED_AWAY = /[\s_\-.\u00ad\u093c\u200b-\u200f\u2060\ufeff]/g

/**
 * A cell as a person reads it: without blanks, NBSP and zero-width characters at its ends, without the
 * apostrophe by which a spreadsheet keeps digits as text, and in one spelling of composed letters.
 */
export function cleanCell(cell: string): string {
  if (cell === '') return cell
  if (PLAIN.test(cell)) return unwrapped(cell)
  const bare = unwrapped(trimEnds(cell))
  return (bare.startsWith("'") ? trimEnds(bare.slice(1)) : bare).normalize('NFC')
}

/** `="007"` is how exports keep a spreadsheet from taking an id for a number. */
function unwrapped(cell: string): string {
  return cell.startsWith('="') && cell.endsWith('"') && cell.length > 3 ? cell.slice(2, -1) : cell
}

/** For ids, numbers, dates and times: Devanagari digits as 0-9, and nothing that cannot be seen. */
export function asciiDigits(text: string): string {
  if (ASCII.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .replace(DEVANAGARI_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0966 + 48))
}

/** What two spellings of one header or word share: no case, blanks, `_`, `-`, `.`, nukta or zero-width characters. */
export function fold(text: string): string {
  return text.normalize('NFD').toLowerCase().replace(FOLDED_AWAY, '')
}

// Two loops and not a regular expression: /\s+$/ takes quadratic time over a cell of a million blanks.
function trimEnds(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isTrimmed(text.charCodeAt(start))) start++
  while (end > start && isTrimmed(text.charCodeAt(end - 1))) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

function isTrimmed(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  if (code === 0xa0 || code === 0xad || code === 0xfeff) return true
  return (code >= 0x2000 && code <= 0x200f) || code === 0x202f || code === 0x2060 || code === 0x3000
}
