import { asciiDigits } from './characters.ts'

const LONGEST_ID = 100
/** Control characters, halves of a character, and marks that turn the direction: what `lib/contracts/texts.ts` refuses too. */
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u
// Most ids are plain, and the test for that is the quicker one.
const PRINTABLE = /^[ -~]*$/
/** What a spreadsheet shows in place of a value that it cannot work out. */
const SHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/
/** Several blanks in an id, or one of another width, look like one. */
const BLANKS = /[ \t\u00a0\u2000-\u200a\u202f\u3000]+/g

/** A cleaned cell in the spelling in which it is the same id in every file. */
export function readId(cell: string): string {
  return asciiDigits(cell).replace(BLANKS, ' ')
}

/** Whether an id can be typed and shown: up to 100 characters on one line, and no error of a spreadsheet. */
export function isId(id: string): boolean {
  const isText = PRINTABLE.test(id) || !UNWANTED.test(id)
  return isText && id.length <= LONGEST_ID && !SHEET_ERROR.test(id)
}
