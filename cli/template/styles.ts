import type { CellStyle } from 'hucre/xlsx'

/** How the cells of a template look. Dark is what must be filled in, in colours that print apart in grey too. */

const FONT = { name: 'Calibri', size: 11 } as const
const BOLD = { ...FONT, bold: true } as const
const WRAPPED = { vertical: 'center', wrapText: true } as const
const HEADER: CellStyle = { numFmt: '@', alignment: { ...WRAPPED, horizontal: 'center' } }

export const HEADER_REQUIRED: CellStyle = {
  ...HEADER,
  font: { ...BOLD, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F4E5F' } },
}
export const HEADER_OPTIONAL: CellStyle = {
  ...HEADER,
  font: { ...BOLD, color: { rgb: '1F2D33' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D5E3E8' } },
}
export const TITLE: CellStyle = { font: { ...BOLD, size: 14 }, alignment: { vertical: 'center' } }
export const TEXT: CellStyle = { font: FONT, alignment: WRAPPED }
export const STRONG: CellStyle = { ...TEXT, font: BOLD }

const LINE = { style: 'thin', color: { rgb: 'BFC9CC' } } as const
/** To be written into. */
export const CELL: CellStyle = {
  font: FONT,
  alignment: { vertical: 'center' },
  border: { top: LINE, right: LINE, bottom: LINE, left: LINE },
}
