/** What a byte is to a scan; any other may stand anywhere in a cell and is its own character. */
export const ENDS = 1
/** Not where a cell begins: to the ordinary reader it may mean something there. */
export const ODD_FIRST = 2
/** Not amidst a cell either, until the ordinary reader has said so. */
export const ODD = 4
/** Nowhere in a file that is scanned. */
export const REFUSED = 8

export const LF = 10
export const CR = 13
const BLANK = 0x20
const QUOTE = 0x22
const LAST_PRINTABLE = 0x7e
const ODD_BEGINNINGS = "'#+-=@"
const ODD_WITHIN = ' +'

/** Classes by byte, for files with that separator. */
export function byteClasses(separator: number): Uint8Array {
  const classes = Uint8Array.from({ length: 256 }, (_, byte) =>
    byte < BLANK || byte > LAST_PRINTABLE || byte === QUOTE ? REFUSED : 0,
  )
  for (const character of ODD_BEGINNINGS) classes[character.charCodeAt(0)]! |= ODD_FIRST
  for (const character of ODD_WITHIN) classes[character.charCodeAt(0)]! |= ODD_FIRST | ODD
  for (const end of [separator, LF, CR]) classes[end] = ENDS
  return classes
}
