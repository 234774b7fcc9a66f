export const DOCUMENT = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const MARKUP = /[&<>"]/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// A workbook writes a character as _x0041_; text that only looks so must be told from it.
const LIKE_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g

/** Text as it stands in XML. */
export function escaped(text: string): string {
  return text.replace(MARKUP, (sign) => ENTITIES[sign]!)
}

/** Text as it stands in a cell of a workbook. */
export function cellText(text: string): string {
  return escaped(text.replace(LIKE_ESCAPED, '_x005F_'))
}

/** `A`, `B`, ... `AA`: the letters of a column, the first being 0. */
export function lettersOf(column: number): string {
  const before = Math.trunc(column / 26)
  return (before > 0 ? lettersOf(before - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** The name of a sheet as it stands in a formula. */
export function quoted(name: string): string {
  return escaped(`'${name.replace(/'/g, "''")}'`)
}
