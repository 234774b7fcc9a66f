// What Excel, LibreOffice and Google Sheets take for the beginning of a formula, wide forms and a line of its own too.
const FORMULA = /^[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/**
 * A text of somebody's file as it may stand in a cell that we write. What a spreadsheet would take for a formula gets
 * an apostrophe in front, by which it stays text; our own readers take that off again.
 */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
